import { expect, test } from 'vitest';
import { play } from './story.ts';

const LIMIT_MS = 900_000;
/** However busy the machine is, Slack waits. */
const PATIENT = { 'ack.time': 30_000 };

test('three bots by Socket Mode, one killed around the call, the database failed over: each approval one port', {
  timeout: LIMIT_MS,
}, async ({ annotate }) => {
  const { faults, counts, clicks, ports } = await play({
    mode: 'socket',
    seed: 1,
    order: ['failover'],
    kills: 1,
    limits: PATIENT,
  });
  await annotate(JSON.stringify({ counts, clicks, ports }), 'finding');
  expect(faults).toEqual([]);
  expect(ports.ports).toBeGreaterThan(0);
});
