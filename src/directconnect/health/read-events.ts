import {
  type AffectedEntity,
  DescribeAffectedEntitiesCommand,
  DescribeEventDetailsCommand,
  DescribeEventsCommand,
  type Event,
  type EventFilter,
  HealthClient,
} from '@aws-sdk/client-health';
import type { HealthEvent } from '../../domain/port/health-event.ts';
import type { Clients, Way } from '../calls/clients.ts';
import { NOTING } from '../calls/clients.ts';
import { allPages } from '../reading/all-pages.ts';

/** Direct Connect, as Health names it. Source: the ARNs of its events, .../event/DIRECTCONNECT/... */
const SERVICE = 'DIRECTCONNECT';
/** At most so many a page, and so many events in one question. Source: AWS Health API reference. */
const PAGE = 100;
const ARNS_MAX = 10;
/** What is affected may be named by its ID or within an ARN. */
const PORT_ID = /dxcon-[a-z0-9]+/g;

/** What is asked for beside what is upcoming or open. */
interface Asked {
  /** Epoch milliseconds. */
  closedSince: number;
  /** ARNs of events that are to be told however they stand. */
  known: readonly string[];
}

/** Asks Health in one Region, with one set of credentials: every event, what each affects, and AWS's words for it. */
export async function readEvents(
  clients: Pick<Clients, 'settings' | 'noting'>,
  way: Way,
  { closedSince, known }: Asked,
): Promise<HealthEvent[]> {
  const client = new HealthClient(clients.settings(way));
  client.middlewareStack.add(clients.noting(client.config, way.credentials), NOTING);
  const events = [
    ...(await list(client, { eventStatusCodes: ['upcoming', 'open'] })),
    ...(await list(client, {
      eventStatusCodes: ['closed'],
      lastUpdatedTimes: [{ from: new Date(closedSince) }],
    })),
  ];
  const told = new Set(events.map(({ arn }) => arn));
  // Whether closing an event counts as a change of it, AWS doesn't say.
  for (const eventArns of inTens(known.filter((arn) => !told.has(arn))))
    events.push(...(await list(client, { eventArns })));
  // One may be closed between the two questions: what was told later holds.
  const byArn = new Map(events.flatMap((event) => (event.arn ? [[event.arn, event]] : [])));
  const ports = await portsOf(client, [...byArn.keys()]);
  const named = [...byArn.values()].filter(({ arn = '' }) => ports.has(arn));
  const words = await wordsOf(
    client,
    named.map(({ arn = '' }) => arn),
  );
  return named.flatMap((event) => toEvent(event, ports, words));
}

function list(client: HealthClient, filter: EventFilter): Promise<Event[]> {
  return allPages('DescribeEvents', async (nextToken) => {
    const input = { filter: { services: [SERVICE], ...filter }, maxResults: PAGE, nextToken };
    const answer = await client.send(new DescribeEventsCommand(input));
    return { items: answer.events, nextToken: answer.nextToken };
  });
}

/** The IDs of the ports that each event names; an event that names none is left out. */
async function portsOf(
  client: HealthClient,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Set<string>>> {
  const ports = new Map<string, Set<string>>();
  for (const eventArns of inTens(arns)) {
    // A page is shared by all events that are asked about: one without entities on it may have some on the next.
    const entities = await allPages<AffectedEntity>('DescribeAffectedEntities', async (nextToken) => {
      const input = { filter: { eventArns }, maxResults: PAGE, nextToken };
      const answer = await client.send(new DescribeAffectedEntitiesCommand(input));
      return { items: answer.entities, nextToken: answer.nextToken };
    });
    for (const { eventArn = '', entityValue = '' } of entities)
      for (const [id] of entityValue.matchAll(PORT_ID))
        ports.set(eventArn, (ports.get(eventArn) ?? new Set()).add(id));
  }
  return ports;
}

/** AWS's description of each event; one that AWS doesn't describe is left out. */
async function wordsOf(client: HealthClient, arns: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  for (const eventArns of inTens(arns)) {
    const { successfulSet = [] } = await client.send(new DescribeEventDetailsCommand({ eventArns }));
    for (const { event, eventDescription } of successfulSet)
      words.set(event?.arn ?? '', eventDescription?.latestDescription ?? '');
  }
  return words;
}

function toEvent(
  event: Event,
  ports: ReadonlyMap<string, Set<string>>,
  words: ReadonlyMap<string, string>,
): HealthEvent[] {
  const {
    arn = '',
    eventTypeCode: code = '',
    eventTypeCategory,
    startTime,
    endTime,
    statusCode = '',
  } = event;
  if (!startTime) return [];
  return [
    {
      arn,
      code,
      planned: eventTypeCategory === 'scheduledChange',
      startsAt: startTime.getTime(),
      endsAt: endTime?.getTime() ?? null,
      status: statusCode,
      words: words.get(arn) ?? '',
      ports: [...(ports.get(arn) ?? [])].sort(),
    },
  ];
}

function inTens(arns: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(arns.length / ARNS_MAX) }, (_, index) =>
    arns.slice(index * ARNS_MAX, (index + 1) * ARNS_MAX),
  );
}
