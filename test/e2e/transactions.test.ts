import { expect, test } from 'vitest';
import { type Counted, counted } from '../support/counted.ts';
import { statusOf } from '../support/shown.ts';
import { allTold, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until } = useStage();

/** With every interval as in use: nothing is looked at more often than by the bot's own clockwork. */
async function start(lookMs = 5_000): Promise<Counted> {
  let watched: Counted | undefined;
  await stage.start({ STATE_POLL_SECONDS: '60' }, (outside) => {
    watched = counted(outside.store);
    return { ...outside, store: watched.store, lookMs };
  });
  if (!watched) throw new Error('No store was counted.');
  return watched;
}

test('an order takes under 25 transactions from the form to its port in thread, card and direct message', async () => {
  const { transactions, reads } = await start();
  transactions.length = 0;
  reads.length = 0;
  await stage.order();
  const card = await until('the card', () => stage.slack.messages(stage.approvals)[0]);
  const direct = await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await stage.cast.lee.press(card, 'Approve');
  await until('the order in the thread', () => stage.thread().some((line) => line.includes('is requested')));
  await until('the last drawings', () =>
    [card, direct].every((one) => statusOf(one).startsWith('Ordered: ')),
  );
  await allTold(stage);
  expect(transactions.length, transactions.join('\n')).toBeLessThan(25);
  // Some time after a change it is asked whose Home tab it concerns.
  const READ = ['dueWithin', 'requests.readAll homes.of'];
  expect(reads.filter((one) => !READ.includes(one))).toEqual([]);
  // Of one message with its line: taken, and given back.
  const messages = transactions.filter(
    (one) => one.includes('messages.claim') || one.includes('messages.release'),
  );
  expect(messages.length).toBeLessThanOrEqual(2 * 8);
});

test('an idle bot looks for what is due, says that it is there, and does nothing else', async () => {
  const lookMs = 250;
  const { transactions, reads } = await start(lookMs);
  await stage.order();
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await allTold(stage);
  // What was read of the catalog is kept a moment after it can be used.
  await expect.poll(() => transactions.includes('catalogs.put'), { timeout: WAIT_MS }).toBe(true);
  const SIGN_OF_LIFE = 'processes.put processes.recent';
  // Some time after the last change it is asked whose Home tab that concerns; and once for a connection, on a slow
  // machine, whether Slack counts as many as there are.
  const NOW_AND_THEN = ['requests.readAll homes.of', 'processes.recent'];
  const idle = async () => {
    transactions.length = 0;
    reads.length = 0;
    const began = performance.now();
    await until('24 looks', () => reads.length >= 24);
    const passed = performance.now() - began;
    return { passed, looks: [...reads], lived: [...transactions] };
  };
  let seen: Awaited<ReturnType<typeof idle>> = { passed: 0, looks: [], lived: [] };
  const others = async () => {
    seen = await idle();
    return seen.lived.filter((one) => one !== SIGN_OF_LIFE);
  };
  // The last message is given back once it was shown, and what was read last of the catalog kept.
  await expect.poll(others, { timeout: WAIT_MS }).toEqual([]);
  const { passed, looks, lived } = seen;
  expect(looks.filter((one) => one !== 'dueWithin' && !NOW_AND_THEN.includes(one))).toEqual([]);
  expect(looks.filter((one) => one === 'dueWithin').length).toBeLessThanOrEqual(passed / lookMs + 1);
  expect(looks.filter((one) => NOW_AND_THEN.includes(one)).length).toBeLessThanOrEqual(3);
  expect(lived.length).toBeLessThanOrEqual(passed / 5_000 + 1);
});

test('nothing waits for a look: what commits have told is enough, from the form to light', async () => {
  await stage.start({ STATE_POLL_SECONDS: '1' }, (outside) => ({
    ...outside,
    lookMs: 3_600_000,
    store: {
      ...outside.store,
      // Whoever looks finds nothing.
      read: (work) => outside.store.read((at) => work({ ...at, dueWithin: async () => ({}) })),
    },
  }));
  // The vote comes while Slack's answer to the card is on its way: the direct message has to wait for its link.
  stage.slack.fault('chat.postMessage', { kind: 'slow', ms: 400 });
  await stage.order();
  await stage.cast.lee.press(
    await until('the card', () => stage.slack.messages(stage.approvals)[0]),
    'Approve',
  );
  await until('the order', () => stage.thread().some((line) => line.includes('is requested')));
  for (const state of ['pending', 'down', 'available']) {
    stage.aws.setState(stage.aws.interconnects[0]?.interconnectId ?? '', state);
    await until(state, () => stage.thread().some((line) => line.includes(`is ${state}`)));
  }
  await until('the direct message', () => {
    const [direct] = stage.dm(stage.cast.erin);
    return direct !== undefined && statusOf(direct).endsWith(', available');
  });
});
