import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import type { AwsFault, EmbeddedAws } from '../../sandbox/aws/types.ts';
import { createClients } from '../../src/directconnect/calls/clients.ts';
import { createClock } from '../../src/directconnect/calls/clock.ts';
import { createSender } from '../../src/directconnect/calls/sender.ts';
import type { Order } from '../../src/domain/request/order.ts';
import type { Monotonic } from '../../src/interfaces/clock.ts';
import type { OrderSender } from '../../src/interfaces/direct-connect.ts';
import { openTap, type Tap } from './support/faults-tap.ts';

const ORDER: Order = {
  region: 'us-east-1',
  location: 'EqDC2',
  bandwidth: '10Gbps',
  interconnectName: 'dc2-core-01',
  requestMACSec: false,
  tags: [],
};
const TAGS = [{ key: 'interconnect-bot:request-id', value: 'ic-0000000001' }];
const PATIENCE_MS = 5_000;
const SHORT_MS = 300;

let aws: EmbeddedAws;
let tap: Tap;

beforeEach(async () => {
  aws = await startAws();
  tap = await openTap(aws.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await tap.close();
  await aws.close();
});

const monotonic = () => performance.now();

/** A clock that shows each of these times once, and the last one from then on. */
function clockOf(first: number, ...rest: number[]): () => number {
  const times = [first, ...rest];
  return () => (times.length > 1 ? times.shift() : times[0]) ?? first;
}

function senderTo(endpoint: string, clock: Monotonic = monotonic): OrderSender {
  const { accessKeyId, secretAccessKey } = aws;
  const clients = createClients('us-east-1', createClock(), () => undefined);
  const way = { region: 'us-east-1', credentials: { accessKeyId, secretAccessKey }, endpoint };
  return createSender(clients, way, clock);
}

/** One order with so long until its deadline. */
function order(ms: number) {
  return senderTo(tap.url).create(ORDER, TAGS, monotonic() + ms);
}

const FAULTS: { what: string; fault: AwsFault; kind: string; code: string }[] = [
  {
    what: '500 DirectConnectServerException',
    fault: { kind: 'error', name: 'DirectConnectServerException', status: 500, made: true },
    kind: 'unknown',
    code: 'DirectConnectServerException',
  },
  {
    what: '400 ThrottlingException',
    fault: { kind: 'error', name: 'ThrottlingException', status: 400 },
    kind: 'throttled',
    code: 'ThrottlingException',
  },
  {
    what: '400 RequestExpired',
    fault: { kind: 'error', name: 'RequestExpired', status: 400 },
    kind: 'throttled',
    code: 'RequestExpired',
  },
  {
    what: '502 with HTML',
    fault: { kind: 'html', status: 502, made: true },
    kind: 'unknown',
    code: 'SyntaxError',
  },
  { what: 'reset', fault: { kind: 'reset', made: true }, kind: 'unknown', code: 'ECONNRESET' },
  { what: 'cut off', fault: { kind: 'cut', made: true }, kind: 'unknown', code: 'ECONNRESET' },
  { what: 'truncated', fault: { kind: 'truncated', made: true }, kind: 'unknown', code: 'SyntaxError' },
  { what: 'empty', fault: { kind: 'empty', made: true }, kind: 'unknown', code: 'NoInterconnectId' },
  { what: 'hanging', fault: { kind: 'hang', made: true }, kind: 'unknown', code: 'DEADLINE' },
];

describe('one order is one request on one connection', () => {
  for (const { what, fault, kind, code } of FAULTS) {
    test(`when the answer is ${what}`, async () => {
      vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
      vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
      aws.fault('CreateInterconnect', fault, 5);
      expect(await order(fault.kind === 'hang' ? SHORT_MS : PATIENCE_MS)).toMatchObject({ kind, code });
      expect({ connections: tap.connections(), requests: tap.requests() }).toEqual({
        connections: 1,
        requests: 1,
      });
      expect(aws.calls()).toHaveLength(1);
    });
  }

  test('when it is answered well', async () => {
    expect(await order(PATIENCE_MS)).toMatchObject({
      kind: 'created',
      interconnect: { interconnectId: aws.interconnects[0]?.interconnectId },
    });
    expect(tap.requests()).toBe(1);
  });

  test('and two orders share no connection', async () => {
    await order(PATIENCE_MS);
    await order(PATIENCE_MS);
    expect({ connections: tap.connections(), requests: tap.requests() }).toEqual({
      connections: 2,
      requests: 2,
    });
  });
});

describe('the deadline', () => {
  test('ends the wait for an answer in time', async () => {
    aws.fault('CreateInterconnect', { kind: 'hang' });
    const start = monotonic();
    expect(await order(SHORT_MS)).toMatchObject({ kind: 'unknown', code: 'DEADLINE' });
    expect(monotonic() - start).toBeLessThan(SHORT_MS + 1_000);
  });

  test('that passed before the call was begun lets nothing leave', async () => {
    const sender = senderTo(tap.url, () => 60_000);
    expect(await sender.create(ORDER, TAGS, 30_000)).toMatchObject({ kind: 'not_sent', code: 'DEADLINE' });
    expect(tap.connections()).toBe(0);
  });

  test('that passes while the whole process stands still lets nothing leave', async () => {
    const sender = senderTo(tap.url);
    const outcome = sender.create(ORDER, TAGS, monotonic() + SHORT_MS);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * SHORT_MS);
    expect(await outcome).toMatchObject({ kind: 'not_sent' });
    expect(tap.connections()).toBe(0);
  });

  test('that passes while the process is stopped, the call begun but not on its way, lets nothing leave', async () => {
    const sender = senderTo(tap.url, clockOf(0, 60_000));
    expect(await sender.create(ORDER, TAGS, 30_000)).toMatchObject({ kind: 'not_sent', code: 'DEADLINE' });
    expect(tap.connections()).toBe(0);
  });
});

describe('what never left is known to have made nothing', () => {
  test('a port that nobody listens on', async () => {
    await tap.close();
    const outcome = await order(PATIENCE_MS);
    expect(outcome).toMatchObject({ kind: 'not_sent', code: 'ECONNREFUSED' });
    tap = await openTap(aws.url);
  });
});
