import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import type { EmbeddedAws } from '../../sandbox/aws/types.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { Order } from '../../src/domain/request/order.ts';
import type { Aws } from '../../src/interfaces/aws.ts';
import { sdkEnvOf } from '../support/sdk-env.ts';

const REGION = 'us-east-1';
const HUB = '123456789012';
const PROD = '111111111111';
const LAB = '222222222222';
const GONE = '333333333333';
const roleOf = (id: string) => `arn:aws:iam::${id}:role/interconnect-bot`;
const ORDER: Order = {
  region: REGION,
  location: 'EqDC2',
  bandwidth: '10Gbps',
  interconnectName: 'dc2-core-01',
  requestMACSec: false,
  tags: [],
};
const MARK = [{ key: 'interconnect-bot:request-id', value: 'ic-0000000001' }];
const ACCOUNTS = [
  { id: HUB },
  { id: PROD, roleArn: roleOf(PROD), externalId: 'net-42' },
  { id: LAB, roleArn: roleOf(LAB), externalId: 'lab-7' },
];

let embedded: EmbeddedAws;
let aws: Aws;

beforeEach(async () => {
  embedded = await startAws();
  embedded.setRole({ roleArn: roleOf(PROD), externalId: 'net-42' });
  embedded.setRole({ roleArn: roleOf(LAB), externalId: 'lab-7' });
  for (const [name, value] of Object.entries(sdkEnvOf(embedded))) vi.stubEnv(name, value);
  aws = createDirectConnect(REGION, () => performance.now(), { accounts: ACCOUNTS });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await embedded.close();
});

const open = (accountId: string | null, from = aws, validForMs = 60_000) =>
  from.open({ accountId, region: REGION }, validForMs);
async function session(accountId: string) {
  const opened = await open(accountId);
  if (opened.kind !== 'open') throw new Error(JSON.stringify(opened));
  return opened.session;
}
const assumed = () => embedded.calls('AssumeRole').map(({ input }) => input.RoleArn);

describe('several accounts', () => {
  test('are each asked, and ordered in, with sessions of their own role', async () => {
    const sessions = await Promise.all([HUB, PROD, LAB].map((id) => session(id)));
    for (const each of sessions) {
      const { accountId } = each;
      const seen = embedded.calls().length;
      await each.offer();
      await each.search({ mayBeOurs: async () => () => true });
      const outcome = await each.sender().create(ORDER, MARK, performance.now() + 20_000);
      expect(outcome).toMatchObject({ kind: 'created' });
      const signed = embedded.calls().slice(seen);
      expect(new Set(signed.map((call) => call.accountId))).toEqual(new Set([accountId]));
    }
    expect(embedded.interconnects.map(({ accountId }) => accountId)).toEqual([HUB, PROD, LAB]);
    const [input] = embedded.calls('AssumeRole').map((call) => call.input);
    expect(input).toMatchObject({
      RoleArn: roleOf(PROD),
      ExternalId: 'net-42',
      RoleSessionName: 'interconnect-bot',
      DurationSeconds: '3600',
    });
  });

  test('share one session each, however many ask at once, and STS says once whose it is', async () => {
    await Promise.all(Array.from({ length: 10 }, () => [session(PROD), session(LAB)]).flat());
    await session(PROD);
    expect(assumed().sort()).toEqual([roleOf(PROD), roleOf(LAB)]);
    expect(await aws.account(PROD)).toEqual({ kind: 'known', accountId: PROD });
    expect(await aws.account()).toEqual({ kind: 'known', accountId: HUB });
  });

  test('fail one by one: a role that is refused says so and holds nobody up', async () => {
    embedded.setRole({ roleArn: roleOf(LAB), externalId: 'another' });
    const [prod, lab, listed] = await Promise.all([
      open(PROD),
      open(LAB),
      aws.interconnects({ accountId: LAB, region: REGION }),
    ]);
    expect(prod.kind).toBe('open');
    const refusal = {
      kind: 'could_not_look',
      code: 'AccessDenied',
      message: expect.stringMatching(
        /^The role arn:aws:iam::222222222222:role\/interconnect-bot could not be assumed: User: .+ is not authorized to perform: sts:AssumeRole on resource: .+\. See docs\/accounts\.md/,
      ),
    };
    expect(lab).toEqual(refusal);
    expect(listed).toEqual(refusal);
    await expect(aws.offer({ accountId: LAB, region: REGION })).rejects.toMatchObject({
      code: 'AccessDenied',
    });
    expect(await aws.account(LAB)).toEqual({ ...refusal, kind: 'not_known' });
    expect(JSON.stringify(lab)).not.toContain('lab-7');
    embedded.setRole({ roleArn: roleOf(LAB), externalId: 'lab-7' });
    expect((await open(LAB)).kind).toBe('open');
  });

  test('whose session is revoked get a new one, and no other account does', async () => {
    const [prod] = await Promise.all([session(PROD), session(LAB)]);
    embedded.endSessions(roleOf(PROD));
    expect(await prod.search({ mayBeOurs: async () => () => true })).toMatchObject({
      code: 'ExpiredTokenException',
    });
    const anew = await session(PROD);
    expect(await anew.search({ mayBeOurs: async () => () => true })).toMatchObject({ kind: 'listed' });
    await session(LAB);
    expect(assumed().sort()).toEqual([roleOf(PROD), roleOf(PROD), roleOf(LAB)]);
  });

  test('get a new session before the old one ends', async () => {
    await session(PROD);
    await open(PROD, aws, 50 * 60_000);
    expect(assumed()).toEqual([roleOf(PROD)]);
    const calls = await Promise.all([open(PROD, aws, 61 * 60_000), open(PROD, aws, 61 * 60_000)]);
    expect(calls.map(({ kind }) => kind)).toEqual(['open', 'open']);
    expect(assumed()).toEqual([roleOf(PROD), roleOf(PROD)]);
  });

  test('have their roles assumed by keys that were rotated, once the old ones are refused', async () => {
    embedded.addCredentials({ ...embedded, expired: true });
    expect(await open(PROD)).toMatchObject({ code: 'ExpiredToken' });
    embedded.addCredentials({ accessKeyId: 'AKIDNEXT', secretAccessKey: 'secret', accountId: HUB });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDNEXT');
    expect((await open(PROD)).kind).toBe('open');
  });
});

describe("an order for one account is never sent with another's credentials", () => {
  test('not where roles are mixed up, nor where STS tells another account in between', async () => {
    const swapped = createDirectConnect(REGION, () => performance.now(), {
      accounts: [
        { id: PROD, roleArn: roleOf(LAB), externalId: 'lab-7' },
        { id: LAB, roleArn: roleOf(PROD), externalId: 'net-42' },
      ],
    });
    expect(await open(PROD, swapped)).toEqual({ kind: 'wrong_account', accountId: LAB });
    expect(await open(LAB, swapped)).toEqual({ kind: 'wrong_account', accountId: PROD });
    const where = { accountId: PROD, region: REGION };
    expect(await swapped.interconnects(where)).toMatchObject({ code: 'WRONG_ACCOUNT' });
    await expect(swapped.offer(where)).rejects.toMatchObject({ code: 'WRONG_ACCOUNT' });
    embedded.fault('GetCallerIdentity', { kind: 'account', accountId: GONE });
    expect(await open(PROD)).toEqual({ kind: 'wrong_account', accountId: GONE });
    expect(embedded.calls('DescribeInterconnects')).toEqual([]);
  });

  test("nor for an account that isn't listed, whoever the bot's own credentials are", async () => {
    expect(await open(GONE)).toEqual({
      kind: 'could_not_look',
      code: 'ACCOUNT_NOT_LISTED',
      message:
        'Account 333333333333 is not among the accounts of the rules file any more. Put it back, and restart the bot; until then nothing is sent there or looked up.',
    });
    expect(await open(null)).toMatchObject({ kind: 'open', session: { accountId: HUB } });
    const others = createDirectConnect(REGION, () => performance.now(), { accounts: ACCOUNTS.slice(1) });
    expect(await open(null, others)).toEqual({ kind: 'wrong_account', accountId: HUB });
    expect(embedded.calls('DescribeInterconnects')).toEqual([]);
  });
});

test("CloudTrail and Health are asked with the account's own session", async () => {
  await aws.trail.deletions({ accountId: LAB, region: REGION }, [], Date.now() - 60_000);
  const told = await aws.health.events(0, [], PROD);
  expect(told).toMatchObject({ kind: 'told', accountId: PROD });
  expect(embedded.calls('LookupEvents')).toMatchObject([{ accountId: LAB }]);
  expect(new Set(embedded.calls('DescribeEvents').map(({ accountId }) => accountId))).toEqual(
    new Set([PROD]),
  );
});
