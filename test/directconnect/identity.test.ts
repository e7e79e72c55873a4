import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import type { Order } from '../../src/domain/request/order.ts';
import type { DirectConnect } from '../../src/interfaces/direct-connect.ts';
import { opened, Refusal, startWire, type Wire } from './wire.ts';

const REGION = 'us-east-1';
const OURS = '111122223333';
const THEIRS = '999988887777';
const MINUTE = 60_000;
const ORDER: Order = {
  region: REGION,
  location: 'EqDC2',
  bandwidth: '10Gbps',
  interconnectName: 'dc2-core-01',
  requestMACSec: false,
  tags: [],
};

let wire: Wire;
let aws: DirectConnect;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-keys-'));
  wire = await startWire();
  wire.accounts = { AKIDOURS: OURS, AKIDTHEIRS: THEIRS, AKIDNEXT: OURS };
  wire.answers = {
    DescribeInterconnects: ({ interconnectId }) => ({
      interconnects: interconnectId ? [{ interconnectId, tags: [{ key: 'a', value: 'b' }] }] : [],
    }),
    DescribeLocations: () => ({ locations: [{ locationCode: 'EqDC2', region: REGION }] }),
    DescribeLags: () => ({ lags: [{ lagId: 'dxlag-1', numberOfConnections: 0 }] }),
    CreateInterconnect: () => ({ interconnectId: 'dxcon-made' }),
  };
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  aws = createDirectConnect(REGION, () => performance.now());
});
afterEach(async () => {
  await wire.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A profile whose keys a program prints, told by a number that goes up with every run. */
function keysByRun(script: (run: string) => string): void {
  const runs = join(folder, 'runs');
  const program = join(folder, 'keys.sh');
  writeFileSync(
    program,
    `n=$(cat ${runs} 2>/dev/null || echo 0)\necho $((n + 1)) > ${runs}\n${script('$n')}\n`,
  );
  const config = join(folder, 'config');
  writeFileSync(config, `[default]\ncredential_process = /bin/sh ${program}\n`);
  vi.stubEnv('AWS_CONFIG_FILE', config);
}

const printed = (accessKeyId: string, minutes?: number) => {
  const Expiration = minutes && new Date(Date.now() + minutes * MINUTE).toISOString();
  return JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: 'secret', Expiration });
};
/** Ours and theirs in turn, good for ten minutes each: whoever asks for longer runs the program once more. */
const alternating = () =>
  keysByRun(
    (run) =>
      `if [ $((${run} % 2)) = 0 ]; then echo '${printed('AKIDOURS', 10)}'; else echo '${printed('AKIDTHEIRS', 10)}'; fi`,
  );
/** Keys in a file, as people rotate them. */
const keysInFile = (accessKeyId: string) => {
  const file = join(folder, 'credentials');
  writeFileSync(file, `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = secret\n`);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file);
};
const signers = (operation?: string) =>
  wire.calls
    .filter((call) => operation === undefined || call.operation === operation)
    .map(({ accessKeyId }) => accessKeyId);

describe('one identity', () => {
  test("signs all of a session, while the machine's credentials are another account's at every run", async () => {
    alternating();
    const keys: Record<string, string> = { [OURS]: 'AKIDOURS', [THEIRS]: 'AKIDTHEIRS' };
    const seen = new Set<string>();
    for (let round = 0; round < 2; round++) {
      const session = await opened(aws, REGION, 20 * MINUTE);
      const own = keys[session.accountId];
      const sender = session.sender();
      const others = await opened(aws, REGION, 20 * MINUTE);
      expect(others.accountId).not.toBe(session.accountId);
      wire.calls.length = 0;
      await session.search({ mayBeOurs: async () => () => true, lagId: 'dxlag-1' });
      await session.port('dxcon-x');
      await session.offer();
      expect(await sender.create(ORDER, [], performance.now() + 5_000)).toMatchObject({ kind: 'created' });
      expect(new Set(signers())).toEqual(new Set([own]));
      expect(signers('CreateInterconnect')).toEqual([own]);
      seen.add(session.accountId);
      // One more run in between: the next session is the other account's.
      await opened(aws, REGION, 20 * MINUTE);
    }
    expect(seen).toEqual(new Set([OURS, THEIRS]));
  });

  test('is asked of STS once for the same access key and session token', async () => {
    keysInFile('AKIDOURS');
    await opened(aws, REGION);
    await opened(aws, REGION);
    expect(signers('GetCallerIdentity')).toEqual(['AKIDOURS']);
    expect(await aws.account()).toEqual({ kind: 'known', accountId: OURS });
    expect(signers('GetCallerIdentity')).toEqual(['AKIDOURS', 'AKIDOURS']);
  });

  test('that is another than the one asked for is no session, and is named', async () => {
    keysInFile('AKIDOURS');
    const open = (accountId: string) => aws.open({ accountId, region: REGION }, 0);
    expect(await open('999999999999')).toEqual({ kind: 'wrong_account', accountId: OURS });
    expect(await open(OURS)).toMatchObject({ kind: 'open' });
  });

  test('that STS does not tell is no session, and is asked for again', async () => {
    keysInFile('AKIDOURS');
    wire.accounts.AKIDOURS = undefined;
    expect(await aws.open({ accountId: null, region: REGION }, 0)).toEqual({
      kind: 'could_not_look',
      code: 'AccessDenied',
      message: 'STS did not tell whose credentials these are: No.',
    });
    expect(await aws.account()).toMatchObject({ kind: 'not_known', code: 'AccessDenied' });
    wire.accounts.AKIDOURS = OURS;
    expect((await opened(aws, REGION)).accountId).toBe(OURS);
  });
});

test('an STS that nobody can reach is told with what to do about it', async () => {
  keysInFile('AKIDOURS');
  vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
  const message =
    'STS did not tell whose credentials these are: connect ECONNREFUSED 127.0.0.1:1 Allow sts.REGION.amazonaws.com, or give STS a VPC endpoint.';
  expect(await aws.open({ accountId: null, region: REGION }, 0)).toEqual({
    kind: 'could_not_look',
    code: 'ECONNREFUSED',
    message,
  });
  expect(await aws.account()).toEqual({ kind: 'not_known', code: 'ECONNREFUSED', message });
});

describe('credentials', () => {
  test('that end too early are resolved again, and others are not', async () => {
    keysByRun(
      (run) =>
        `if [ ${run} = 0 ]; then echo '${printed('AKIDOURS', 30)}'; else echo '${printed('AKIDNEXT', 60)}'; fi`,
    );
    await opened(aws, REGION, 20 * MINUTE);
    await opened(aws, REGION, 20 * MINUTE);
    expect(signers()).toEqual(['AKIDOURS']);
    await opened(aws, REGION, 40 * MINUTE);
    expect(signers()).toEqual(['AKIDOURS', 'AKIDNEXT']);
  });

  test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidClientTokenId'])(
    'that were rotated in their file are read again once AWS says %s',
    async (name) => {
      keysInFile('AKIDOURS');
      const session = await opened(aws, REGION);
      keysInFile('AKIDNEXT');
      await opened(aws, REGION);
      expect(signers()).toEqual(['AKIDOURS']);
      wire.answers.DescribeInterconnects = () => {
        throw new Refusal(name);
      };
      expect(await session.search({ mayBeOurs: async () => () => true })).toMatchObject({ code: name });
      await opened(aws, REGION);
      expect(signers('GetCallerIdentity')).toEqual(['AKIDOURS', 'AKIDNEXT']);
    },
  );

  test('that AWS refuses an order for are read again too, as they are where STS refuses them', async () => {
    keysInFile('AKIDOURS');
    wire.answers.CreateInterconnect = () => {
      throw new Refusal('ExpiredTokenException');
    };
    const sender = (await opened(aws, REGION)).sender();
    keysInFile('AKIDGONE');
    expect(await sender.create(ORDER, [], performance.now() + 5_000)).toMatchObject({ kind: 'throttled' });
    wire.accounts.AKIDGONE = 'InvalidClientTokenId';
    expect(await aws.open({ accountId: null, region: REGION }, 0)).toMatchObject({
      code: 'InvalidClientTokenId',
    });
    keysInFile('AKIDNEXT');
    expect((await opened(aws, REGION)).accountId).toBe(OURS);
  });

  test('that are nowhere are told by the name that the SDK gives it', async () => {
    expect(await aws.open({ accountId: null, region: REGION }, 0)).toMatchObject({
      kind: 'could_not_look',
      code: 'CredentialsProviderError',
    });
    expect(wire.calls).toEqual([]);
  });
});
