import { expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { buttonsOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// A port over weeks, as the whole bot tells it: no news, alarms, and who looks after them.

const HOUR = 3_600_000;
const { stage, until, asked, line, orderTold, changeTo } = useStage({
  aws: { lifecycle: { requested: 150 * HOUR, pending: HOUR, down: HOUR } },
});

/** So much time passes for everybody. */
function passes(ms: number): void {
  stage.aws.clock.jump(ms);
  stage.travel(ms);
}
/** While time goes on: a listing that saw one clock before the jump and one after it has news put off by a minute. */
async function inTime<T>(awaited: Promise<T>): Promise<T> {
  const going = setInterval(passes, 50, 2_000);
  try {
    return await awaited;
  } finally {
    clearInterval(going);
  }
}
const inThread = (words: string) =>
  inTime(
    until(words, () => {
      const { channel, ts } = { channel: stage.approvals, ts: stage.card().ts };
      return stage.slack.messages(channel, ts).find(({ text }) => text.includes(words));
    }),
  );
const direct = (who: Person, words: string) =>
  inTime(until(words, () => stage.dmLines(who).find(({ text }) => text.includes(words))));
const mentions = (message: StoredMessage) => JSON.stringify(message.blocks).match(/<[@!][^>]*>/g);
const count = (words: string) => stage.thread().filter((said) => said.includes(words)).length;

test('a port that waits is told of and alarmed about once, and quiet once somebody looks after it', async () => {
  const { erin, lee, lin, olga } = stage.cast;
  const card = await asked();
  await lee.press(card, 'Approve');
  await orderTold();
  passes(25 * HOUR);
  const news = await inThread('has been requested for 25 hours: AWS has not done with the order.');
  expect(mentions(news)?.filter((one) => !one.startsWith('<!date'))).toEqual([]);
  expect(buttonsOf(news)).toEqual([]);
  passes(48 * HOUR);
  const alarm = await inThread('has been requested for 3 days: AWS says that it takes up to 72 hours.');
  expect(mentions(alarm)).toEqual(expect.arrayContaining([`<@${erin.id}>`]));
  expect(JSON.stringify(alarm.blocks)).toContain('<!subteam^');
  const own = await direct(erin, 'has been requested for 3 days');
  expect([buttonsOf(alarm), buttonsOf(own)]).toEqual([['Got it'], ['Got it']]);

  await olga.press(alarm, 'Got it');
  await until('an answer to who may not', () =>
    olga
      .sees(stage.approvals, stage.card().ts)
      .find(({ text }) => text.startsWith("You can't take this over")),
  );
  await lee.press(alarm, 'Got it');
  await line('Lee looks after dxcon-');
  await erin.press(own, 'Got it');
  await until('an answer in the direct message', () =>
    stage.dm(erin).find(({ text }) => text.startsWith('Lee already looks after this, since ')),
  );
  await lin.press(alarm, 'Got it');
  await until('the same in the thread', () =>
    lin
      .sees(stage.approvals, stage.card().ts)
      .find(({ text }) => text.startsWith('Lee already looks after this')),
  );

  // A new process tells none of it again, and what gets worse it does.
  await stage.stop();
  await stage.start();
  passes(48 * HOUR);
  await inTime(line('has been requested for 5 days. AWS deletes an order'));
  expect([count('for 3 days: AWS says'), count('for 25 hours'), count('looks after')]).toEqual([1, 1, 1]);
});

test('light that is lost is an alarm in thread and direct message, and what comes back says for how long', async () => {
  const { erin, lee } = stage.cast;
  await lee.press(await asked(), 'Approve');
  await orderTold();
  for (const [state, words] of [
    ['pending', 'is pending: the LOA-CFA can be fetched.'],
    ['down', 'is down: waiting for the cross connect and light.'],
    ['available', 'is available, on the day of the order.'],
    ['down', 'is down: light was lost.'],
  ] as const) {
    changeTo(state);
    await line(words);
  }
  const alarm = await inThread('is down: light was lost.');
  expect(buttonsOf(alarm)).toEqual(['Got it']);
  await direct(erin, 'is down: light was lost.');
  passes(3 * HOUR);
  changeTo('available');
  await inTime(line('is available again: it had no light for 3 hours.'));
  expect(count('light was lost')).toBe(1);
});
