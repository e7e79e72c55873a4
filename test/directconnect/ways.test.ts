import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { Order } from '../../src/domain/request/order.ts';
import type { Outcome } from '../../src/domain/request/outcome.ts';
import type { DirectConnect } from '../../src/interfaces/direct-connect.ts';
import { type LocalProxy, startProxy } from '../support/proxy.ts';
import { selfSigned } from './certificate.ts';
import { answering, opened, startWire, type Wire } from './wire.ts';

const HOUR = 3_600_000;
const ACCOUNT = '123456789012';
const TAGS = [{ key: 'a', value: 'b' }];

/** Direct Connect and STS, as AWS names them. */
type Hosts = [directConnect: string, sts: string];
const HOSTS = {
  plain: ['directconnect.us-east-1.amazonaws.com', 'sts.us-east-1.amazonaws.com'],
  fips: ['directconnect-fips.us-east-1.amazonaws.com', 'sts-fips.us-east-1.amazonaws.com'],
  dualStack: ['directconnect.us-east-1.api.aws', 'sts.us-east-1.api.aws'],
  both: ['directconnect-fips.us-east-1.api.aws', 'sts-fips.us-east-1.api.aws'],
  govCloud: ['directconnect.us-gov-west-1.amazonaws.com', 'sts.us-gov-west-1.amazonaws.com'],
  china: ['directconnect.cn-north-1.amazonaws.com.cn', 'sts.cn-north-1.amazonaws.com.cn'],
  europe: ['directconnect.eusc-de-east-1.amazonaws.eu', 'sts.eusc-de-east-1.amazonaws.eu'],
} satisfies Record<string, Hosts>;
/** Trusted by this file alone, and for these names. */
const trusted = selfSigned(Object.values(HOSTS).flat());
const others = getCACertificates('default');
setDefaultCACertificates([...others, trusted.cert]);
afterAll(() => setDefaultCACertificates(others));

let wire: Wire;
let proxy: LocalProxy;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  wire = await startWire();
  wire.answers = {
    DescribeInterconnects: () => ({ interconnects: [{ interconnectId: 'dxcon-there' }] }),
    DescribeTags: ({ resourceArns }) => ({
      resourceTags: (resourceArns as string[]).map((resourceArn) => ({ resourceArn, tags: TAGS })),
    }),
    CreateInterconnect: () => ({ interconnectId: 'dxcon-made' }),
  };
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await wire.close();
});

const order = (region: string): Order => ({
  region,
  location: 'EqDC2',
  bandwidth: '10Gbps',
  interconnectName: 'dc2-core-01',
  requestMACSec: false,
  tags: [],
});

/** Everything that one try asks of AWS, the order last. */
async function oneTry(aws: DirectConnect, region: string): Promise<{ endpoint: string; outcome: Outcome }> {
  const session = await opened(aws, region);
  const listing = await session.search({ mayBeOurs: async () => () => true });
  expect(listing).toMatchObject({ kind: 'listed', untold: [], interconnects: [{ tags: TAGS }] });
  const outcome = await session.sender().create(order(region), [], performance.now() + 5_000);
  return { endpoint: session.endpoint, outcome };
}

const direct = (region: string, proxyEnv: Record<string, string> = {}) =>
  createDirectConnect(region, () => performance.now(), { proxyEnv });
const operations = () => wire.calls.map(({ operation }) => operation);
const ALL = ['GetCallerIdentity', 'DescribeInterconnects', 'DescribeTags', 'CreateInterconnect'];

/** A profile with these lines, in a file that no test has read before. */
function profile(...lines: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-profile-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'config'), ['[default]', ...lines, ''].join('\n'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
}

/** AWS's own host names, which lead here through a proxy: nothing but a tunnel to the host that was asked for. */
async function throughTunnels(): Promise<Record<string, string>> {
  vi.stubEnv('AWS_ENDPOINT_URL_DIRECT_CONNECT', undefined);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', undefined);
  const server = createServer(trusted, answering(wire));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  proxy = await startProxy((server.address() as AddressInfo).port);
  closing.push(proxy.close);
  return { HTTPS_PROXY: proxy.url };
}

describe('a try goes, whole, to', () => {
  const plain = () => undefined;
  const fips = () => vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
  const dualStack = () => vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true');
  const both = () => [fips(), dualStack()];
  const byProfile = () => profile('use_fips_endpoint = true');

  test.each<[what: string, set: () => unknown, region: string, partition: string, hosts: Hosts]>([
    ['the Region', plain, 'us-east-1', 'aws', HOSTS.plain],
    ['FIPS endpoints', fips, 'us-east-1', 'aws', HOSTS.fips],
    ['FIPS endpoints by a profile', byProfile, 'us-east-1', 'aws', HOSTS.fips],
    ['dual-stack endpoints', dualStack, 'us-east-1', 'aws', HOSTS.dualStack],
    ['FIPS on dual stack', both, 'us-east-1', 'aws', HOSTS.both],
    ['GovCloud', plain, 'us-gov-west-1', 'aws-us-gov', HOSTS.govCloud],
    ['China', plain, 'cn-north-1', 'aws-cn', HOSTS.china],
    ['the European Sovereign Cloud', plain, 'eusc-de-east-1', 'aws-eusc', HOSTS.europe],
  ])('%s', async (_what, set, region, partition, [dx, sts]) => {
    wire.partition = partition;
    set();
    const aws = direct(region, await throughTunnels());
    const { endpoint, outcome } = await oneTry(aws, region);
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(endpoint).toBe(`https://${dx}`);
    expect(wire.calls.map(({ operation, host, signedFor }) => [operation, host, signedFor])).toEqual([
      ['GetCallerIdentity', sts, `sts in ${region}`],
      ['DescribeInterconnects', dx, `directconnect in ${region}`],
      ['DescribeTags', dx, `directconnect in ${region}`],
      ['CreateInterconnect', dx, `directconnect in ${region}`],
    ]);
    expect(wire.calls[2]?.input.resourceArns).toEqual([
      `arn:${partition}:directconnect:${region}:${ACCOUNT}:dxcon/dxcon-there`,
    ]);
    expect(new Set(proxy.asked)).toEqual(new Set([`${dx}:443`, `${sts}:443`]));
  });

  test('an address that is set, and nowhere beside it', async () => {
    const { endpoint, outcome } = await oneTry(direct('us-east-1'), 'us-east-1');
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(endpoint).toBe(wire.url);
    expect(operations()).toEqual(ALL);
  });

  test('nowhere where settings contradict each other: nothing leaves', async () => {
    fips();
    expect(await direct('us-east-1').open({ accountId: null, region: 'us-east-1' }, 0)).toMatchObject({
      kind: 'could_not_look',
      code: 'EndpointError',
      message: 'Invalid Configuration: FIPS and custom endpoint are not supported',
    });
    expect(wire.calls).toEqual([]);
  });
});

describe('a proxy', () => {
  test('is used for addresses without TLS too', async () => {
    proxy = await startProxy();
    closing.push(proxy.close);
    const { outcome } = await oneTry(direct('us-east-1', { HTTP_PROXY: proxy.url }), 'us-east-1');
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(operations()).toEqual(ALL);
    expect(proxy.asked).toEqual(ALL.map(() => `${wire.url}/`));
  });

  test('is used where a role is assumed too', async () => {
    proxy = await startProxy();
    closing.push(proxy.close);
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    const keys = ['[profile source]', 'aws_access_key_id = AKIDSOURCE', 'aws_secret_access_key = secret'];
    profile('role_arn = arn:aws:iam::123456789012:role/AKIDROLE', 'source_profile = source', ...keys);
    const aws = direct('us-east-1', { HTTP_PROXY: proxy.url });
    expect((await oneTry(aws, 'us-east-1')).outcome).toMatchObject({ kind: 'created' });
    expect(wire.calls.map(({ operation, accessKeyId }) => [operation, accessKeyId])).toEqual([
      ['AssumeRole', 'AKIDSOURCE'],
      ...ALL.map((operation) => [operation, 'AKIDROLE']),
    ]);
    expect(wire.calls[0]?.userAgent).toContain('app/interconnect-bot');
    expect(proxy.asked).toHaveLength(1 + ALL.length);
  });

  test('is left out for what NO_PROXY names', async () => {
    proxy = await startProxy();
    closing.push(proxy.close);
    const env = { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' };
    expect((await oneTry(direct('us-east-1', env), 'us-east-1')).outcome).toMatchObject({ kind: 'created' });
    expect(proxy.asked).toEqual([]);
  });

  test('that opens no tunnel lets no order leave, and its password is told to nobody', async () => {
    const { HTTPS_PROXY = '' } = await throughTunnels();
    const withPassword = HTTPS_PROXY.replace('://', '://bot:secret-9@');
    const aws = direct('us-east-1', { HTTPS_PROXY: withPassword });
    const session = await opened(aws, 'us-east-1');
    proxy.refuse();
    const outcome = await session.sender().create(order('us-east-1'), [], performance.now() + 5_000);
    expect(outcome).toMatchObject({ kind: 'not_sent', code: 'ERR_PROXY_TUNNEL' });
    const next = await direct('us-east-1', { HTTPS_PROXY: withPassword }).open(
      { accountId: null, region: 'us-east-1' },
      0,
    );
    expect(next).toMatchObject({ kind: 'could_not_look', code: 'ERR_PROXY_TUNNEL' });
    expect(JSON.stringify([outcome, next])).not.toContain('secret-9');
    expect(operations()).toEqual(['GetCallerIdentity']);
  });
});

describe('a machine whose clock is off', () => {
  test.each([
    ['behind', HOUR],
    ['ahead', -HOUR],
  ])('an hour %s learns the time from the first answer, and orders at the first go', async (_how, ms) => {
    wire.clockMs = ms;
    const aws = direct('us-east-1');
    expect((await oneTry(aws, 'us-east-1')).outcome).toMatchObject({ kind: 'created' });
    expect(operations()).toEqual(['GetCallerIdentity', ...ALL]);
    wire.calls.length = 0;
    expect((await oneTry(aws, 'us-east-1')).outcome).toMatchObject({ kind: 'created' });
    expect(operations()).toEqual(ALL.slice(1));
  });
});

test('every call names the bot, so that CloudTrail shows who called', async () => {
  await oneTry(direct('us-east-1'), 'us-east-1');
  expect(wire.calls.map(({ userAgent }) => userAgent.includes('app/interconnect-bot'))).toEqual(
    ALL.map(() => true),
  );
});
