import {
  DescribeAffectedEntitiesCommand,
  DescribeEventDetailsCommand,
  DescribeEventsCommand,
  type EventFilter,
} from '@aws-sdk/client-health';
import { expect, test } from 'vitest';
import { optionalPolicy, shippedPolicy } from '../../../sandbox/aws/iam/shipped.ts';
import { aws, clock, failureOf, health } from './support.ts';

const DAY = 86_400_000;
const NO_EVENT = 'arn:aws:health:us-east-1::event/DIRECTCONNECT/NONE/NONE_1';
const asked = (filter: EventFilter = {}) => new DescribeEventsCommand({ filter });

test('an event is upcoming, open and closed by the clock, or as somebody said', async () => {
  const { now, tick } = clock();
  const embedded = await aws({ now });
  const client = health(embedded);
  const event = embedded.announce({ entities: ['dxcon-one'] });
  const status = async () => (await client.send(asked())).events?.map(({ statusCode }) => statusCode);
  expect(await status()).toEqual(['upcoming']);
  tick(3 * DAY);
  expect(await status()).toEqual(['open']);
  tick(4 * 3_600_000);
  expect(await status()).toEqual(['closed']);
  event.status = 'open';
  expect(await status()).toEqual(['open']);
});

test('events are told in full and filtered, in pages', async () => {
  const { now } = clock();
  const embedded = await aws({ now });
  const client = health(embedded);
  const first = embedded.announce({ entities: ['dxcon-one'] });
  expect((await client.send(asked())).events).toEqual([
    {
      arn: first.arn,
      service: 'DIRECTCONNECT',
      eventTypeCode: 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED',
      eventTypeCategory: 'scheduledChange',
      region: 'us-east-1',
      startTime: new Date(now() + 3 * DAY),
      endTime: new Date(now() + 3 * DAY + 4 * 3_600_000),
      lastUpdatedTime: new Date(now()),
      statusCode: 'upcoming',
      eventScopeCode: 'ACCOUNT_SPECIFIC',
    },
  ]);
  expect(first.arn).toMatch(
    /^arn:aws:health:us-east-1::event\/DIRECTCONNECT\/AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED\/\w+$/,
  );
  for (let more = 0; more < 11; more++)
    embedded.announce({ entities: [], lastUpdatedTime: now() - DAY, eventTypeCategory: 'issue' });
  embedded.announce({ entities: [], accountId: '999999999999' });
  const of = async (filter: EventFilter) => (await client.send(asked(filter))).events?.length;
  expect(await of({ services: ['DIRECTCONNECT'], eventTypeCategories: ['scheduledChange'] })).toBe(1);
  expect(await of({ services: ['EC2'] })).toBe(0);
  expect(await of({ eventStatusCodes: ['closed'] })).toBe(0);
  expect(await of({ eventArns: [first.arn] })).toBe(1);
  expect(await of({ lastUpdatedTimes: [{ from: new Date(now() - 1) }] })).toBe(1);
  const page = await client.send(asked());
  expect(page.events).toHaveLength(10);
  const rest = await client.send(new DescribeEventsCommand({ nextToken: page.nextToken, maxResults: 100 }));
  expect([rest.events?.length, rest.nextToken]).toEqual([2, undefined]);
  for (const maxResults of [9, 101])
    expect((await failureOf(client.send(new DescribeEventsCommand({ maxResults })))).name).toBe(
      'ValidationException',
    );
  expect((await failureOf(client.send(new DescribeEventsCommand({ nextToken: 'x' })))).name).toBe(
    'InvalidPaginationToken',
  );
});

test('a filter has lists of one to ten, well-formed ARNs, and nothing that is left aside', async () => {
  const { now } = clock();
  const embedded = await aws({ now });
  const client = health(embedded);
  const { arn } = embedded.announce({ entities: ['dxcon-one'] });
  const refused = async (filter: EventFilter) => (await failureOf(client.send(asked(filter)))).message;
  const many = (count: number) => Array.from({ length: count }, () => 'us-east-1');
  const of = async (filter: EventFilter) => (await client.send(asked(filter))).events?.length;
  expect(await of({ regions: many(10), entityValues: ['dxcon-one'] })).toBe(1);
  expect(await of({ entityValues: ['dxcon-two'] })).toBe(0);
  expect(await of({ startTimes: [{ from: new Date(now()), to: new Date(now() + 4 * DAY) }] })).toBe(1);
  expect(await of({ startTimes: [{ to: new Date(now()) }] })).toBe(0);
  expect(await of({ endTimes: [{ from: new Date(now() + 4 * DAY) }] })).toBe(0);
  expect(await refused({ regions: [] })).toContain('regions must have 1 to 10 members');
  expect(await refused({ regions: many(11) })).toContain('regions must have 1 to 10 members');
  expect(await refused({ eventArns: ['dxcon-one'] })).toContain('is no ARN of an event');
  expect(await refused({ availabilityZones: ['use1-az1'] })).toContain('is not emulated here');
  const details = (eventArns: string[]) => client.send(new DescribeEventDetailsCommand({ eventArns }));
  expect((await details([arn])).successfulSet).toHaveLength(1);
  expect((await failureOf(details(['dxcon-one']))).message).toContain('is no ARN of an event');
});

test('what several events affect comes in one list, in pages', async () => {
  const embedded = await aws();
  const client = health(embedded);
  const ports = Array.from({ length: 9 }, (_, index) => `dxcon-${index}`);
  const events = [ports, ['dxcon-last', 'dxlag-one']].map((entities) => embedded.announce({ entities }));
  const eventArns = events.map(({ arn }) => arn);
  const ask = (nextToken?: string) =>
    client.send(new DescribeAffectedEntitiesCommand({ filter: { eventArns }, maxResults: 100, nextToken }));
  const page = await ask();
  expect(page.entities).toHaveLength(10);
  const rest = await ask(page.nextToken);
  expect(rest.entities?.map(({ eventArn, entityValue }) => [eventArn, entityValue])).toEqual([
    [eventArns[1], 'dxlag-one'],
  ]);
  embedded.setEntityPage(1);
  expect((await ask()).entities).toHaveLength(1);
});

test('an event is described; of one that is not known that is said', async () => {
  const embedded = await aws();
  const { arn } = embedded.announce({ entities: [], description: 'A router.' });
  const told = await health(embedded).send(new DescribeEventDetailsCommand({ eventArns: [arn, NO_EVENT] }));
  expect(told.successfulSet?.map(({ eventDescription }) => eventDescription?.latestDescription)).toEqual([
    'A router.',
  ]);
  expect(told.failedSet?.map(({ eventArn }) => eventArn)).toEqual([NO_EVENT]);
});

test('too many events at once, or none, are refused', async () => {
  const client = health(await aws());
  for (const eventArns of [[], Array.from({ length: 11 }, String)])
    for (const command of [
      new DescribeEventDetailsCommand({ eventArns }),
      new DescribeAffectedEntitiesCommand({ filter: { eventArns } }),
    ])
      expect((await failureOf(client.send(command as DescribeEventDetailsCommand))).name).toBe(
        'ValidationException',
      );
});

test('is for accounts with a support plan', async () => {
  const embedded = await aws();
  embedded.setSupportPlan(false);
  const refusal = await failureOf(health(embedded).send(asked()));
  expect([refusal.name, refusal.$metadata?.httpStatusCode]).toEqual(['SubscriptionRequiredException', 400]);
});

test.each([
  ['DescribeEvents', () => asked()],
  ['DescribeEventDetails', () => new DescribeEventDetailsCommand({ eventArns: [NO_EVENT] })],
  [
    'DescribeAffectedEntities',
    () => new DescribeAffectedEntitiesCommand({ filter: { eventArns: [NO_EVENT] } }),
  ],
])('%s is granted by the optional policy, and by no other', async (action, command) => {
  const denied = await aws({ policy: shippedPolicy() as object });
  const refusal = await failureOf(health(denied).send(command() as DescribeEventsCommand));
  expect(refusal.name).toBe('AccessDeniedException');
  expect(refusal.message).toContain(`to perform: health:${action} on resource: *`);
  const granted = await aws({ policy: optionalPolicy() as object });
  await health(granted).send(command() as DescribeEventsCommand);
});
