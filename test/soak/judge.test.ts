import { expect, test } from 'vitest';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import { soak } from './soak.ts';
import type { Town } from './support/town.ts';

// The judge of the soak sees what the soak is for: whatever is missing, double, out of order, stale or lost.

const MS = 4_000;

/** Cards that something was told of in the thread, at least twice. */
const told = ({ slack, approvals }: Town) =>
  slack.messages(approvals).filter((card) => slack.messages(approvals, card.ts).length > 2);

/** Whoever asked was told that light came back. */
const litAgain = ({ slack, engineers }: Town) =>
  engineers
    .flatMap((engineer) => engineer.dm() ?? [])
    .some((dm) => slack.messages(dm).some(({ text }) => text.includes('is available again')));

test('the judge finds nothing in a calm run, and everything that is tampered with', {
  timeout: 240_000,
}, async () => {
  let examined = false;
  await soak({
    ms: MS,
    seed: 5,
    share: 0,
    enough: (town) => told(town).length >= 4 && litAgain(town),
    async examine({ town, doings, judge }) {
      expect((await judge()).faults).toEqual([]);
      const { slack, approvals } = town;
      const threadOf = (card: StoredMessage) => slack.messages(approvals, card.ts).slice(1);
      const [first, second, third, fourth] = told(town);
      if (!first || !second || !third || !fourth) throw new Error('Too little was told.');
      const finds = async (words: RegExp) => {
        const { faults } = await judge();
        expect(faults).toHaveLength(1);
        expect(faults[0]).toMatch(words);
      };

      // A line that is there in the wrong words, and one that is missing.
      const [line] = threadOf(first);
      if (!line) throw new Error('There is no line.');
      const words = line.text;
      line.text = 'dxcon-00000000 is requested.';
      await finds(/channel thread is/);
      line.text = words;
      slack.deleteMessage(approvals, line.ts);
      await finds(/channel thread is/);
      // Two lines in the wrong order.
      const [one, two] = threadOf(second);
      if (!one || !two) throw new Error('There are no two lines.');
      [one.text, two.text, one.blocks, two.blocks] = [two.text, one.text, two.blocks, one.blocks];
      expect((await judge()).faults).toHaveLength(2);
      // A card that shows an older state.
      third.text = 'Waiting for approval: 0 of 1 from net-leads';
      expect((await judge()).faults).toHaveLength(3);
      // A card that is gone.
      slack.deleteMessage(approvals, fourth.ts);
      expect((await judge()).faults).toHaveLength(4);
      // A click that was acked and left no trace, and a form that was said to be sent.
      const approved = doings.clicks.find(({ what, acked }) => what === 'Approve' && acked);
      if (!approved) throw new Error('Nobody approved.');
      doings.clicks.push({ ...approved, who: 'U0NOBODY', from: 0, until: 0 });
      expect((await judge()).faults).toHaveLength(5);
      doings.sent.push('ic-0000000000');
      expect((await judge()).faults).toHaveLength(6);
      examined = true;
    },
  });
  expect(examined).toBe(true);
});
