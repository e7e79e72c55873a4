import { describe, expect, test } from 'vitest';
import { ENGINES, useDatabase } from '../store/support/database.ts';
import { statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { CASES, LOST } from './support/race-cases.ts';
import { withSleeper } from './support/race-stopped.ts';

const FULL = process.env.ONCE === 'full';
const LIMIT_MS = 180_000;

describe.each(FULL ? ENGINES : ENGINES.slice(0, 1))(
  'a bot on %s that is stopped and woken when another has its lease',
  (engine) => {
    const database = useDatabase(engine);

    test.each(CASES.filter(({ quick }) => quick || FULL))('$name', { timeout: LIMIT_MS }, async (one) => {
      await withSleeper({ ...one.sleep, url: database.url }, async (pair) => {
        await one.course(pair);
        const { stage } = pair;
        await pair.quiet();
        const ports = stage.aws.interconnects.map(({ interconnectId }) => interconnectId);
        expect(stage.aws.calls('CreateInterconnect')).toHaveLength(one.calls);
        expect(ports).toHaveLength(one.calls);
        const cards = () => stage.slack.messages(stage.approvals).map(statusOf);
        // With two ports, the second call's is the order's own. Old words that a waking bot still sends don't stay.
        await expect.poll(cards, { timeout: WAIT_MS }).toEqual([`Ordered: ${ports.at(-1)}, requested`]);
        const said = stage.thread();
        const thread = LOST.test(said[0] ?? '') ? said.slice(1) : said;
        const fits = one.threads.some(
          (lines) => lines.length === thread.length && lines.every((line, at) => line.test(thread[at] ?? '')),
        );
        expect(fits, said.join('\n')).toBe(true);
      });
    });
  },
);
