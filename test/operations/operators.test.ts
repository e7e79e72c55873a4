import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incidents } from '../../src/interfaces/incidents.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { createIncidents } from '../../src/operations/incidents.ts';
import { createMetrics } from '../../src/operations/metrics/registry.ts';
import { type OperatorServer, serveOperators } from '../../src/operations/operator-server.ts';
import { createOperators, type Operators } from '../../src/operations/operators.ts';
import { useDatabase } from '../store/support/database.ts';

const database = useDatabase('sqlite');
let incidents: Incidents;
let operators: Operators;
let server: OperatorServer;
let told: string[];
let store: Store;
let away: boolean;
beforeEach(async () => {
  told = [];
  away = false;
  incidents = createIncidents(
    () => 0,
    ({ key }) => told.push(key),
  );
  store = await database.open();
  operators = createOperators({
    store: { ...store, counts: async () => (away ? Promise.reject(new Error('away')) : store.counts()) },
    log: pino({ level: 'silent' }),
    now: () => 0,
    // Every count is old when it is asked for again.
    monotonic: () => performance.now() * 1e6,
    goneFor: () => undefined,
    isRecorded: async () => !away,
    storeTrouble: () => undefined,
    incidents,
    tellOwner: (key) => told.push(key),
    words: ({ code }) => `Slack says ${code}.`,
    approvalChannel: 'C1',
    connections: () => ({ held: 1, ghosts: 0 }),
    metrics: createMetrics({ version: '1.2.3', engine: 'sqlite' }),
  });
  server = await serveOperators({ host: '127.0.0.1', port: 0 }, operators.routes, incidents);
});
afterEach(() => server.close());

async function ask(path: string, method = 'GET'): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${server.port()}${path}`, { method });
  return { status: answer.status, text: await answer.text() };
}

test('an incident is shown until it is over, and keeps nobody from working', async () => {
  incidents.raise('ghost-connections', 'Two connections too many.');
  incidents.raise('ghost-connections', 'Three connections too many.');
  incidents.raise('rules-differ', "This machine's clock is off.");
  expect(await ask('/readyz')).toEqual({
    status: 200,
    text: `${JSON.stringify({ slack: true, store: true, troubles: ['Three connections too many.', "This machine's clock is off."] })}\n`,
  });
  expect((await ask('/metrics')).text).toContain('interconnect_bot_incidents 2\n');
  expect(told).toEqual(['ghost-connections', 'rules-differ']);
  incidents.clear('ghost-connections');
  incidents.clear('rules-differ');
  expect((await ask('/readyz')).text).toBe('{"slack":true,"store":true}\n');
  expect((await ask('/metrics')).text).toContain('interconnect_bot_incidents 0\n');
});

test('what Slack refuses stands before them, and the owner is told of it', async () => {
  incidents.raise('rules-differ', "This machine's clock is off.");
  operators.note({ scope: 'place', code: 'is_archived', channel: 'C1', requestId: null });
  expect(JSON.parse((await ask('/readyz')).text)).toEqual({
    slack: false,
    store: true,
    troubles: ['Slack says is_archived.', "This machine's clock is off."],
  });
  expect(told).toEqual(['rules-differ', 'place:C1:is_archived']);
});

test('when the ports of an account and Region were last listed stands in both', async () => {
  const at = Date.UTC(2026, 10, 28, 12, 0, 0, 500);
  await store.transaction((tx) => tx.listings.note({ accountId: '111122223333', region: 'us-east-1', at }));
  expect(JSON.parse((await ask('/readyz')).text)).toEqual({
    slack: true,
    store: true,
    listings: [{ account: '111122223333', region: 'us-east-1', at: '2026-11-28T12:00:00.500Z' }],
  });
  expect((await ask('/metrics')).text).toContain(
    'interconnect_bot_last_listing_timestamp_seconds{account="111122223333",region="us-east-1"} 1795867200.5\n',
  );
});

test('a store that is away takes nothing from the scraper but its own numbers', async () => {
  expect((await ask('/metrics')).text).toContain('interconnect_bot_ready{part="store"} 1\n');
  away = true;
  const { status, text } = await ask('/metrics');
  expect(status).toBe(200);
  expect(text).toContain('interconnect_bot_ready{part="store"} 0\n');
  expect(text).toContain('interconnect_bot_ready{part="slack"} 1\n');
  expect(text).not.toMatch(/^interconnect_bot_(lines_waiting|counted_timestamp_seconds)/m);
});

test('nothing else is served, and nothing but GET', async () => {
  expect((await ask('/healthz?full')).status).toBe(200);
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/healthz', 'POST')).status).toBe(404);
});
