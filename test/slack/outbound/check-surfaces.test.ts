import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { totalText } from '../../../sandbox/workspace/blocks/check.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { WebFault, Workspace } from '../../../sandbox/workspace/types.ts';
import { createIncidents } from '../../../src/operations/incidents.ts';
import { BUDGET, weight } from '../../../src/slack/blocks/budget.ts';
import { type Longest, longestSurfaces } from '../../../src/slack/blocks/longest.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { createSurfaceCheck } from '../../../src/slack/outbound/check-surfaces.ts';
import { onlyAccount, STATUSES } from '../../domain/support.ts';

let slack: Workspace;
/** Of the embedded Slack: it goes on by each pause that is asked for. */
let time = 0;
beforeEach(async () => {
  time = Date.now();
  slack = await startWorkspace({ rates: true, now: () => time });
});
afterEach(() => slack.close());

const ALL = [...longestSurfaces('production', onlyAccount(['us-east-1', 'eu-west-1']))];

/** Asks about all of them, however long it would take. */
async function checked(surfaces: readonly Longest[] = ALL) {
  const logged: { level: number; surface?: string; code?: string }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const told: string[] = [];
  const incidents = createIncidents(
    () => 0,
    ({ key }) => told.push(key),
  );
  const ask = createSurfaceCheck(createWebClient(slack, pino({ level: 'silent' })), surfaces, incidents, log);
  const pauses: number[] = [];
  for (let ms = await ask(); ms !== undefined; ms = await ask()) {
    pauses.push(ms);
    time += ms;
  }
  return { logged, told, standing: incidents.standing(), pauses };
}
const asked = () => slack.calls('blocks.validate');

test('Slack takes every message and modal with the longest words in it', async () => {
  const { logged, told, pauses } = await checked();
  expect({ logged, told }).toEqual({ logged: [], told: [] });
  expect(asked()).toHaveLength(ALL.length);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
});

test('they are the longest: what is in each was cut to the room that it has', () => {
  for (const status of STATUSES) {
    const card = ALL.find(({ name }) => name === `the card: ${status}`);
    if (!card || !('blocks' in card)) throw new Error(`There is no card of ${status}.`);
    expect(JSON.stringify(card.blocks).match(/W…"/g)?.length).toBeGreaterThanOrEqual(2);
    expect(weight(card.blocks)).toBeLessThanOrEqual(BUDGET);
    expect(totalText(JSON.parse(JSON.stringify(card.blocks)))).toBeLessThan(11_300);
  }
});

test('no message weighs more than the budget of one', () => {
  const heavy = ALL.flatMap((one) => ('blocks' in one && weight(one.blocks) > BUDGET ? [one.name] : []));
  expect(heavy).toEqual([]);
});

describe('what Slack says against it', () => {
  const refusal = (error: string): WebFault => ({ kind: 'error', error });

  test.each(['invalid_message', 'invalid_view', 'invalid_blocks'])(
    '%s is one incident, and the rest is asked too',
    async (error) => {
      slack.fault('blocks.validate', refusal(error), 2);
      const { logged, told, standing } = await checked();
      expect(told).toEqual(['blocks-refused']);
      expect(standing[0]?.text).toContain('the card: awaiting_approval and 1 more');
      expect(logged.map(({ surface }) => surface)).toEqual([
        'the card: awaiting_approval',
        'the card: sent_back',
      ]);
      expect(asked()).toHaveLength(ALL.length);
    },
  );

  test.each(['unknown_method', 'missing_scope', 'invalid_auth'])(
    '%s is one warning, and nothing more is asked',
    async (error) => {
      slack.fault('blocks.validate', refusal(error));
      const { logged, told } = await checked();
      expect(told).toEqual([]);
      expect(logged).toMatchObject([{ level: 40, code: error }]);
      expect(asked()).toHaveLength(1);
    },
  );

  test('a 429 is waited out, and a lost answer asked again', async () => {
    slack.fault('blocks.validate', { kind: 'status', status: 429, when: 'before', retryAfter: 30 });
    slack.fault('blocks.validate', { kind: 'reset', when: 'before' });
    const { logged, told, pauses } = await checked();
    expect({ logged, told }).toEqual({ logged: [], told: [] });
    expect(pauses.slice(0, 3)).toEqual([30_000, 10_000, 1_000]);
    expect(asked()).toHaveLength(ALL.length + 2);
  });

  test('a Slack that never answers is left alone in the end', async () => {
    slack.fault('blocks.validate', { kind: 'status', status: 500, when: 'before' }, 100);
    const { logged } = await checked();
    expect(logged).toHaveLength(1);
    expect(asked()).toHaveLength(6);
  });
});
