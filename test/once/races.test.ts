import { describe, expect, test, vi } from 'vitest';
import { ENGINES, useDatabase } from '../store/support/database.ts';
import { requestIdOf, statusOf } from '../support/shown.ts';
import { approveAll, endsOf, requestMany, withTwoBots } from './support/race-crowd.ts';

const REQUESTS = process.env.ONCE === 'full' ? 40 : 12;
const LIMIT_MS = 120_000;
const QUIET_MS = 30_000;

describe.each(ENGINES)('two processes on one %s', (engine) => {
  const database = useDatabase(engine);

  test(`${REQUESTS} orders approved at once, every click brought to both: each ordered once, each word told once`, {
    timeout: LIMIT_MS,
  }, async () => {
    await withTwoBots(database.url, async (stage) => {
      await stage.order(stage.cast.erin, { submitTwice: true });
      const cards = await requestMany(stage, REQUESTS);
      expect(cards).toHaveLength(REQUESTS);
      const ids = cards.map(requestIdOf);
      expect(new Set(ids).size).toBe(REQUESTS);

      await approveAll(stage, cards);

      await vi.waitFor(
        async () => {
          const ends = await endsOf(stage, ids);
          expect(ends.filter(({ left }) => left > 0)).toEqual([]);
        },
        { timeout: QUIET_MS, interval: 50 },
      );
      const ends = await endsOf(stage, ids);
      expect(ends.filter(({ calls, ports }) => calls !== 1 || ports.length !== 1)).toEqual([]);
      expect(stage.aws.interconnects).toHaveLength(REQUESTS);

      const shown = stage.slack.messages(stage.approvals);
      expect(shown.map(statusOf)).toEqual(ends.map(({ ports: [port] }) => `Ordered: ${port}, requested`));
      for (const [index, { ports }] of ends.entries()) {
        const [port] = ports;
        const [, ...thread] = stage.slack.messages(stage.approvals, shown[index]?.ts);
        expect(thread.map(({ text }) => text)).toEqual([expect.stringMatching(`^${port} is requested\\.`)]);
      }

      const direct = stage.dm(stage.cast.erin);
      expect(direct.map(statusOf).sort()).toEqual(shown.map(statusOf).sort());
      const told = stage.dmLines(stage.cast.erin).map(({ text }) => text);
      expect(told).toHaveLength(2 * direct.length);
      expect(told.filter((text) => /: Approved by (Lee|Lin)\./.test(text))).toHaveLength(direct.length);
      for (const message of direct) {
        expect(told.filter((text) => text.includes(`: ${statusOf(message)}`))).toHaveLength(1);
      }
    });
  });
});
