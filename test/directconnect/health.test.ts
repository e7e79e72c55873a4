import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import type { EmbeddedAws } from '../../sandbox/aws/types.ts';
import { homeRegionsOf } from '../../src/directconnect/health/home-regions.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { Aws } from '../../src/interfaces/aws.ts';
import { sdkEnvOf } from '../support/sdk-env.ts';
import { Refusal, startWire, type Wire } from './wire.ts';

const DAY = 86_400_000;
const RESET = { kind: 'reset' } as const;

test.each([
  ['aws', ['us-east-1', 'us-east-2']],
  ['aws-us-gov', ['us-gov-west-1', 'us-gov-east-1']],
  ['aws-cn', ['cn-northwest-1']],
  ['aws-eusc', ['eusc-de-east-1']],
])('in %s Health is asked in its home Region', (partition, regions) => {
  expect(homeRegionsOf(partition, 'eusc-de-east-1')).toEqual(regions);
});

describe('Health', () => {
  let embedded: EmbeddedAws;
  let aws: Aws;
  beforeEach(async () => {
    embedded = await startAws();
    for (const [name, value] of Object.entries(sdkEnvOf(embedded))) vi.stubEnv(name, value);
    aws = createDirectConnect('eu-west-1', () => performance.now());
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await embedded.close();
  });
  const asked = () => aws.health.events(Date.now() - 3 * DAY, []);

  test('tells every event that names ports, with which and what AWS says of it', async () => {
    const now = Date.now();
    // More events than one question takes, and more ports than a page: none of them looks unaffected.
    for (let more = 0; more < 11; more++)
      embedded.announce({ entities: [`dxcon-a${more}`, `dxvif-a${more}`], description: `Event ${more}` });
    const last = embedded.announce({
      entities: ['arn:aws:directconnect:us-east-1:123456789012:dxcon/dxcon-b1', 'dxcon-a0', 'dxcon-b1'],
      eventTypeCategory: 'issue',
      eventTypeCode: 'AWS_DIRECTCONNECT_OPERATIONAL_ISSUE',
      startTime: now - DAY,
      endTime: undefined,
      description: 'Light is gone.',
    });
    const answer = await asked();
    if (answer.kind !== 'told') throw new Error(answer.message);
    expect(answer.accountId).toBe('123456789012');
    expect(answer.events).toHaveLength(12);
    expect(answer.events.find(({ arn }) => arn === last.arn)).toEqual({
      arn: last.arn,
      code: 'AWS_DIRECTCONNECT_OPERATIONAL_ISSUE',
      planned: false,
      startsAt: now - DAY,
      endsAt: null,
      status: 'open',
      words: 'Light is gone.',
      ports: ['dxcon-a0', 'dxcon-b1'],
    });
    expect(answer.events.map(({ planned }) => planned).filter(Boolean)).toHaveLength(11);
    expect(answer.events.find(({ words }) => words === 'Event 10')?.ports).toEqual(['dxcon-a10']);
    expect(new Set(embedded.calls('DescribeEvents').map(({ region }) => region))).toEqual(
      new Set(['us-east-1']),
    );
  });

  test('asks for closed events as far back as it is told, and describes none that names no port', async () => {
    embedded.announce({ entities: ['dxcon-a1'], status: 'closed', lastUpdatedTime: Date.now() - DAY });
    embedded.announce({ entities: ['dxcon-a2'], status: 'closed', lastUpdatedTime: Date.now() - 4 * DAY });
    embedded.announce({ entities: ['AWS_ACCOUNT', 'dxvif-a1'] });
    const known = embedded.announce({
      entities: ['dxcon-a3'],
      status: 'closed',
      lastUpdatedTime: Date.now() - 4 * DAY,
    });
    expect(await aws.health.events(Date.now(), [known.arn])).toMatchObject({
      events: [{ ports: ['dxcon-a3'], status: 'closed' }],
    });
    embedded.healthEvents.pop();
    const answer = await asked();
    expect(answer).toMatchObject({ kind: 'told', events: [{ ports: ['dxcon-a1'], status: 'closed' }] });
    expect(embedded.calls('DescribeEventDetails').at(-1)?.input.eventArns).toHaveLength(1);
  });

  test('asks for nothing more where there is no event', async () => {
    expect(await asked()).toEqual({ kind: 'told', accountId: '123456789012', events: [] });
    expect(embedded.calls().map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'DescribeEvents',
      'DescribeEvents',
    ]);
  });

  test("asks the home Region's stand-in where it doesn't answer, and not where it refuses", async () => {
    embedded.fault('DescribeEvents', RESET, 2);
    expect(await asked()).toMatchObject({ kind: 'told' });
    const regions = () => embedded.calls('DescribeEvents').map(({ region }) => region);
    expect(regions()).toEqual(['us-east-1', 'us-east-1', 'us-east-2', 'us-east-2']);
    embedded.setSupportPlan(false);
    expect(await asked()).toMatchObject({
      kind: 'could_not_look',
      code: 'SubscriptionRequiredException',
    });
    expect(regions().slice(4)).toEqual(['us-east-1']);
  });

  test.each(['DescribeAffectedEntities', 'DescribeEventDetails'])(
    'tells nothing without %s',
    async (operation) => {
      embedded.announce({ entities: ['dxcon-a1'] });
      embedded.fault(operation, { kind: 'error', name: 'AccessDeniedException', status: 400 });
      expect(await asked()).toMatchObject({ kind: 'could_not_look', code: 'AccessDeniedException' });
    },
  );
});

describe('Health’s answers', () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await startWire();
  });
  afterEach(() => wire.close());
  const asked = () => createDirectConnect('us-gov-east-1', () => performance.now()).health.events(0, []);

  test('are of the partition that the credentials are of', async () => {
    wire.partition = 'aws-us-gov';
    wire.answers.DescribeEvents = () => ({ events: [] });
    expect(await asked()).toMatchObject({ kind: 'told' });
    expect(wire.calls.at(-1)?.signedFor).toBe('health in us-gov-west-1');
  });

  test.each([
    ['has no list', () => ({})],
    ['leads to itself', () => ({ events: [], nextToken: 'again' })],
  ])('are none where one %s', async (_, answer) => {
    wire.answers.DescribeEvents = answer;
    expect(await asked()).toMatchObject({ kind: 'could_not_look', code: 'IncompleteListing' });
  });

  test('keep AWS’s name and words', async () => {
    wire.answers.DescribeEvents = () => {
      throw new Refusal('ThrottlingException', 'Rate exceeded');
    };
    expect(await asked()).toEqual({
      kind: 'could_not_look',
      code: 'ThrottlingException',
      message: 'Rate exceeded',
    });
  });
});
