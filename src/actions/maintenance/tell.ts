import type { HealthEvent } from '../../domain/port/health-event.ts';
import { asHeard, asTold, isDone, type Maintenance, toTell } from '../../domain/port/maintenance.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Note } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';
import { raiseAlarm } from '../watching/raise-alarm.ts';
import { tellOfBoth } from './both-ports.ts';

type News = Extract<Note, { type: 'maintenance_told' }>;

/** What Health has told of one account's ports; undefined where it has not answered. */
interface Heard {
  accountId: string | undefined;
  byRequest: ReadonlyMap<string, readonly HealthEvent[]>;
}

/**
 * Notes what Health has told of these requests' ports, and tells what is to be told of them by now: each word once,
 * whoever else has heard the same. Of a port that is gone nothing is told any more.
 */
export async function tellMaintenance(
  tx: Tx,
  requestIds: readonly string[],
  { accountId, byRequest }: Heard,
): Promise<void> {
  const requests = await tx.requests.lockAll(requestIds);
  const ports = new Map((await tx.ports.ofAll(requestIds)).map((port) => [port.requestId, port]));
  const known = await tx.maintenance.of(requestIds);
  const moved = new Set<string>();
  for (const request of requests) {
    const port = ports.get(request.id);
    const followed = request.state.status === 'ordered' ? port : undefined;
    const before = known.filter(({ requestId }) => requestId === request.id);
    const isMeant = port && (port.accountId === null || port.accountId === accountId);
    const heard = isMeant ? (byRequest.get(request.id) ?? []) : [];
    for (const event of nowOf(port, before, heard, tx.now)) {
      const step = followed && toTell(event, tx.now);
      if (step === 'moved') moved.add(request.id);
      if (step) await tell(tx, request, followed, newsOf(event, step, followed));
      const isNoMatter = !followed && !isDone(event);
      const after = step || isNoMatter ? asTold(event, step ?? 'ended', tx.now) : event;
      const stored = before.find(({ eventArn }) => eventArn === event.eventArn);
      if (JSON.stringify(stored) !== JSON.stringify(after)) await tx.maintenance.put(after);
    }
  }
  // Once all of it is noted: one event may name both ports of a pair.
  for (const request of requests) {
    const port = ports.get(request.id);
    if (port && request.state.status === 'ordered')
      await tellOfBoth(tx, request, port, moved.has(request.id));
  }
}

/** Light that doesn't come back with the end of AWS's maintenance is lost like any other from then on. */
async function tell(tx: Tx, request: Request, port: Port, news: News): Promise<void> {
  await note(tx, request, news, { actor: null });
  await tx.messages.redraw(request.id);
  if (news.step !== 'ended' || !news.planned || !news.lostLight) return;
  const since = port.history.darkSince ?? port.stateSince;
  const alarm = { kind: 'light_lost', episode: since, step: 1, since } as const;
  await raiseAlarm(tx, request, { interconnectId: port.interconnectId, alarm });
}

/** All events on a port as they are now, in the order in which they begin. */
function nowOf(
  port: Port | undefined,
  before: readonly Maintenance[],
  heard: readonly HealthEvent[],
  now: number,
): Maintenance[] {
  const all = new Map(before.map((event) => [event.eventArn, event]));
  if (port) for (const event of heard) all.set(event.arn, asHeard(event, port, all.get(event.arn), now));
  return [...all.values()].sort((one, other) => one.startsAt - other.startsAt);
}

function newsOf(
  event: Maintenance,
  step: NonNullable<Maintenance['told']>['step'],
  { state: portState, firstAvailableAt }: Port,
): News {
  const { eventArn, interconnectId, code, planned, startsAt, endsAt, words, told } = event;
  return {
    type: 'maintenance_told',
    eventArn,
    interconnectId,
    step,
    code,
    planned,
    startsAt,
    endsAt,
    words,
    ...(step === 'moved' && told ? { before: { startsAt: told.startsAt, endsAt: told.endsAt } } : {}),
    portState,
    lostLight: portState === 'down' && firstAvailableAt !== null,
  };
}
