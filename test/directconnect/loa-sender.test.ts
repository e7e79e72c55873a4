import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAws } from '../../sandbox/aws/index.ts';
import type { AwsFault, EmbeddedAws } from '../../sandbox/aws/types.ts';
import { createClients } from '../../src/directconnect/calls/clients.ts';
import { createClock } from '../../src/directconnect/calls/clock.ts';
import { createLoaSender } from '../../src/directconnect/calls/loa-sender.ts';
import { putByHand } from '../support/by-hand.ts';

// Each DescribeLoa dates the letter anew: it leaves once, whatever becomes of it.

const PORT = { interconnectId: 'dxcon-fg1234ab', providerName: 'Equinix' };
const LONG_MS = 10_000;
const SHORT_MS = 300;
const monotonic = () => performance.now();

let aws: EmbeddedAws;
beforeEach(async () => {
  aws = await startAws();
  const { accountId } = aws;
  putByHand(aws, {
    ...PORT,
    accountId,
    region: 'us-east-1',
    interconnectName: 'dc2-core-01',
    interconnectState: 'pending',
    createdAt: Date.now(),
  });
});
afterEach(() => aws.close());

function fetched(ms = LONG_MS, clock = monotonic) {
  const { accessKeyId, secretAccessKey, url: endpoint } = aws;
  const clients = createClients('us-east-1', createClock(), () => undefined);
  const way = { region: 'us-east-1', credentials: { accessKeyId, secretAccessKey }, endpoint };
  return createLoaSender(clients, way, clock).fetch(PORT, monotonic() + ms);
}
const calls = () => aws.calls('DescribeLoa');

test('a letter comes whole, for the provider that was asked for', async () => {
  const answer = await fetched();
  expect(answer).toMatchObject({ kind: 'answered', awsRequestId: expect.any(String) });
  const content = answer.kind === 'answered' ? Buffer.from(answer.content).toString('latin1') : '';
  expect(content).toMatch(/^%PDF-1.4.*Provider: Equinix.*%%EOF\n$/s);
  expect(calls()[0]?.input).toEqual({
    connectionId: PORT.interconnectId,
    providerName: 'Equinix',
    loaContentType: 'application/pdf',
  });
});

describe('one call leaves, and no other, through', () => {
  const cases: [AwsFault, string, string][] = [
    [
      { kind: 'error', name: 'DirectConnectClientException', status: 400 },
      'refused',
      'DirectConnectClientException',
    ],
    [
      { kind: 'error', name: 'DirectConnectServerException', status: 500 },
      'lost',
      'DirectConnectServerException',
    ],
    [{ kind: 'error', name: 'ThrottlingException', status: 400 }, 'not_asked', 'ThrottlingException'],
    [{ kind: 'html', status: 502 }, 'lost', 'SyntaxError'],
    [{ kind: 'reset' }, 'lost', 'ECONNRESET'],
    [{ kind: 'cut' }, 'lost', 'ECONNRESET'],
    [{ kind: 'truncated' }, 'lost', 'SyntaxError'],
  ];
  test.each(cases)('%j', async (fault, kind, code) => {
    aws.fault('DescribeLoa', fault, 9);
    expect(await fetched()).toMatchObject({ kind, code });
    expect(calls()).toHaveLength(1);
  });

  test('an answer that never comes: it ends at its deadline', async () => {
    aws.fault('DescribeLoa', { kind: 'hang' });
    const before = performance.now();
    expect(await fetched(SHORT_MS)).toMatchObject({ kind: 'lost', code: 'DEADLINE' });
    expect(performance.now() - before).toBeLessThan(LONG_MS);
    expect(calls()).toHaveLength(1);
  });
});

test('nothing leaves after the deadline', async () => {
  expect(await fetched(-1)).toMatchObject({ kind: 'not_asked', code: 'DEADLINE' });
  const times = [0, Number.POSITIVE_INFINITY];
  const slept = () => times.shift() ?? Number.POSITIVE_INFINITY;
  expect(await fetched(LONG_MS, slept)).toMatchObject({ kind: 'not_asked', code: 'DEADLINE' });
  expect(calls()).toEqual([]);
});
