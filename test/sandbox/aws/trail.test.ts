import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { CreateInterconnectCommand, DeleteInterconnectCommand } from '@aws-sdk/client-direct-connect';
import { DescribeEventsCommand } from '@aws-sdk/client-health';
import { expect, test } from 'vitest';
import { optionalPolicy, shippedPolicy } from '../../../sandbox/aws/iam/shipped.ts';
import type { EmbeddedAws } from '../../../sandbox/aws/types.ts';
import { aws, clock, cloudTrail, directConnect, failureOf, health, ORDER } from './support.ts';

const MINUTE = 60_000;
const DELETIONS = [{ AttributeKey: 'EventName', AttributeValue: 'DeleteInterconnect' }] as const;

async function made(embedded: EmbeddedAws): Promise<string> {
  const { interconnectId = '' } = await directConnect(embedded).send(new CreateInterconnectCommand(ORDER));
  return interconnectId;
}

const ask = async (embedded: EmbeddedAws, input: Partial<LookupEventsCommandInput> = {}) =>
  (await cloudTrail(embedded).send(new LookupEventsCommand({ LookupAttributes: [...DELETIONS], ...input })))
    .Events ?? [];

test('a deletion shows after five minutes, with who did it and to what', async () => {
  const { now, tick } = clock();
  const embedded = await aws({ now });
  const interconnectId = await made(embedded);
  const at = now();
  await directConnect(embedded).send(new DeleteInterconnectCommand({ interconnectId }));
  tick(5 * MINUTE - 1);
  expect(await ask(embedded)).toEqual([]);
  tick(1);
  const [event] = await ask(embedded);
  expect(event).toMatchObject({ EventName: 'DeleteInterconnect', EventTime: new Date(at), Resources: [] });
  expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({
    eventName: 'DeleteInterconnect',
    awsRegion: 'us-east-1',
    requestParameters: { interconnectId },
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/interconnect-bot/sandbox',
      sessionContext: { sessionIssuer: { userName: 'interconnect-bot' } },
    },
  });
  tick(90 * 24 * 60 * MINUTE);
  expect(await ask(embedded)).toEqual([]);
});

test('somebody else may delete a port; the latest is told first, by name alone, in one Region', async () => {
  const { now, tick } = clock();
  const embedded = await aws({ now });
  embedded.setTrailDelay(0);
  for (const userName of ['one', 'two']) {
    tick(2_000);
    embedded.deleteAs(await made(embedded), { type: 'IAMUser', userName });
  }
  expect(embedded.interconnects.map(({ interconnectState }) => interconnectState)).toEqual([
    'deleted',
    'deleted',
  ]);
  expect((await ask(embedded)).map(({ Username }) => Username)).toEqual(['two', 'one']);
  tick(2_000);
  const [latest] = await ask(embedded);
  const by = (AttributeKey: 'Username' | 'EventId', AttributeValue = '') =>
    ask(embedded, { LookupAttributes: [{ AttributeKey, AttributeValue }] });
  expect(await by('EventId', latest?.EventId)).toHaveLength(1);
  tick(2_000);
  expect(await by('Username', 'one')).toHaveLength(1);
  tick(2_000);
  tick(2_000);
  const interconnectId = embedded.interconnects[0]?.interconnectId;
  const byResource = [{ AttributeKey: 'ResourceName', AttributeValue: interconnectId }] as const;
  expect(await ask(embedded, { LookupAttributes: [...byResource] })).toEqual([]);
  const elsewhere = cloudTrail(embedded, { region: 'us-west-2' });
  expect((await elsewhere.send(new LookupEventsCommand({}))).Events).toEqual([]);
  tick(2_000);
  const page = await cloudTrail(embedded).send(new LookupEventsCommand({ MaxResults: 1 }));
  const rest = await cloudTrail(embedded).send(new LookupEventsCommand({ NextToken: page.NextToken }));
  expect([page, rest].map(({ Events }) => Events?.[0]?.Username)).toEqual(['two', 'one']);
});

test.each([
  ['no events', { MaxResults: 0 }, 'InvalidMaxResultsException'],
  ['51 events', { MaxResults: 51 }, 'InvalidMaxResultsException'],
  [
    'a time that ends before it begins',
    { StartTime: new Date(2e12), EndTime: new Date(1e12) },
    'InvalidTimeRangeException',
  ],
  [
    'an attribute that there is none of',
    { LookupAttributes: [{ AttributeKey: 'Colour' as 'EventId', AttributeValue: 'x' }] },
    'InvalidLookupAttributesException',
  ],
  [
    'a category that there is none of',
    { EventCategory: 'data' as 'insight' },
    'InvalidEventCategoryException',
  ],
])('%s is refused', async (_what, input, name) => {
  expect((await failureOf(ask(await aws(), input))).name).toBe(name);
});

test('is asked twice a second at most', async () => {
  const { now, tick } = clock();
  const embedded = await aws({ now });
  for (let time = 0; time < 2; time++) expect(await ask(embedded)).toEqual([]);
  expect((await failureOf(ask(embedded))).name).toBe('ThrottlingException');
  tick(1_000);
  expect(await ask(embedded)).toEqual([]);
});

test('is granted by the optional policy, and by no other', async () => {
  const denied = await failureOf(ask(await aws({ policy: shippedPolicy() as object })));
  expect(denied.name).toBe('AccessDeniedException');
  const granted = await aws({ policy: optionalPolicy() as object });
  expect(await ask(granted)).toEqual([]);
  await health(granted).send(new DescribeEventsCommand({}));
  expect((await failureOf(made(granted))).name).toBe('AccessDeniedException');
});
