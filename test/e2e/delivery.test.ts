import { describe, expect, test } from 'vitest';
import type { WebFault } from '../../sandbox/workspace/types.ts';
import { withChange } from '../support/changed-tx.ts';
import { privately, statusOf } from '../support/shown.ts';
import { allTold, meanwhile, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, orderTold } = useStage();

const faults: [string, WebFault][] = [
  ['a 500 before posting', { kind: 'status', status: 500, when: 'before' }],
  ['a 500 after posting', { kind: 'status', status: 500, when: 'after' }],
  ['a reset before posting', { kind: 'reset', when: 'before' }],
  ['a reset after posting', { kind: 'reset', when: 'after' }],
  ['a 429', { kind: 'status', status: 429, when: 'before', retryAfter: 1 }],
  ['internal_error', { kind: 'error', error: 'internal_error' }],
];

describe('every message arrives once', () => {
  test.each(faults)('through %s', async (_name, fault) => {
    await stage.start();
    stage.slack.fault('chat.postMessage', fault);
    await stage.order();
    // A retry waits a second of the bot's own clock.
    const patience = setInterval(() => stage.travel(1_000), 50);
    try {
      const card = await stage.slack.until(
        'the card',
        () => stage.slack.messages(stage.approvals)[0],
        WAIT_MS,
      );
      await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
      stage.slack.fault('chat.postMessage', fault);
      stage.slack.fault('chat.update', fault);
      await stage.cast.lee.press(card, 'Approve');
      await stage.slack.until('the order', () => stage.cardStatus().startsWith('Ordered:'), WAIT_MS);
      await orderTold();
      await allTold(stage);
    } finally {
      clearInterval(patience);
    }
    expect(
      stage.slack.messages(stage.approvals).filter(({ threadTs }) => threadTs === undefined),
    ).toHaveLength(1);
    expect(stage.thread()).toEqual([expect.stringContaining('is requested')]);
    expect(stage.dm(stage.cast.erin)).toHaveLength(1);
  });
});

test.each<[string, { id: string; botId: string }, object]>([
  ['another app', { id: 'A0OTHER', botId: 'B0OTHER' }, {}],
  [
    'somebody who has got hold of our token, before we posted',
    { id: 'A0SANDBOX', botId: 'B0SANDBOX' },
    { nonce: 'guessed' },
  ],
])('a message that %s planted under our key is not taken for ours', async (_name, app, forged) => {
  await stage.start();
  stage.slack.fault('chat.postMessage', { kind: 'status', status: 500, when: 'before' });
  const lost = stage.slack.until('the lost post', () => stage.slack.calls('chat.postMessage')[0], WAIT_MS);
  await stage.order();
  const { args } = await lost;
  const { event_type, event_payload } = args.metadata as { event_type: string; event_payload: object };
  const metadata = { event_type, event_payload: { ...event_payload, ...forged } };
  const { ts } = stage.slack.plant({ channel: stage.approvals, app, text: 'Approved', metadata });
  await meanwhile(
    stage,
    500,
    stage.slack.until('our own card', () => stage.slack.messages(stage.approvals)[1], WAIT_MS),
  );
  expect(stage.cardStatus()).toBe('Waiting for approval: 0 of 1 from net-leads');
  expect(stage.slack.calls('chat.update').some((call) => call.args.ts === ts)).toBe(false);
});

test('the ack of a click waits for no call to Slack or AWS', async () => {
  await stage.start();
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  // Were the ack behind any of these, Slack would show its warning: the click would not count as acked.
  for (const method of [
    'chat.postEphemeral',
    'chat.update',
    'chat.postMessage',
    'views.open',
    'usergroups.list',
  ]) {
    stage.slack.fault(method, { kind: 'slow', ms: 3_300 }, 3);
  }
  for (const operation of ['DescribeInterconnects', 'DescribeLocations', 'CreateInterconnect']) {
    stage.aws.fault(operation, { kind: 'slow', ms: 3_300 });
  }
  const clicks = await Promise.all([
    stage.cast.lin.press(card, 'Reject'),
    stage.cast.olga.press(card, 'Approve'),
    stage.cast.lee.press(card, 'Approve'),
  ]);
  expect(clicks.map(({ acked }) => acked)).toEqual([true, true, true]);
  stage.aws.clearFaults();
});

test('a request goes on where it was when Slack was away for its first card', async () => {
  await stage.start();
  stage.slack.fault('chat.postMessage', { kind: 'status', status: 503, when: 'before' }, 3);
  await stage.order();
  await stage.stop();
  stage.travel(60_000);
  await stage.start();
  const patience = setInterval(() => stage.travel(1_000), 50);
  try {
    const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
    expect(statusOf(card)).toBe('Waiting for approval: 0 of 1 from net-leads');
  } finally {
    clearInterval(patience);
  }
  expect(privately(stage.cast.erin, stage.approvals)).toEqual([]);
});

test('a card that somebody deleted is posted anew, and its thread goes on there', async () => {
  await stage.start();
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
  const [port] = stage.aws.interconnects;
  stage.aws.setState(port?.interconnectId ?? '', 'pending');
  const anew = await stage.slack.until(
    'a new card',
    () =>
      stage.slack
        .messages(stage.approvals)
        .find(({ ts, threadTs }) => ts !== card.ts && threadTs === undefined),
    WAIT_MS,
  );
  // Slack takes a reply under a deleted card's replies, and nothing in its answer shows it: the drawing does.
  const told = (ts: string) =>
    stage.slack.messages(stage.approvals, ts).filter(({ text }) => text.includes('is pending'));
  await stage.slack.until('its thread', () => told(anew.ts).length > 0, WAIT_MS);
  await stage.slack.until('nothing more under the old one', () => told(card.ts).length === 0, WAIT_MS);
  expect(told(anew.ts)).toHaveLength(1);
  expect(statusOf(anew)).toBe(`Ordered: ${port?.interconnectId}, pending`);
});

test('a line whose card was deleted does not stay alone in the channel', async () => {
  await stage.start();
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  // With all that stands under it: else it stays as a tombstone, and its thread lives on.
  for (const { ts } of stage.slack.messages(stage.approvals, card.ts))
    stage.slack.deleteMessage(stage.approvals, ts, { told: false });
  // Only the answer to the line itself can show it now.
  stage.slack.fault('chat.update', { kind: 'error', error: 'fatal_error' }, 100);
  const [port] = stage.aws.interconnects;
  stage.aws.setState(port?.interconnectId ?? '', 'pending');
  const topLevel = () =>
    stage.slack
      .messages(stage.approvals)
      .filter(({ ts, threadTs }) => ts !== card.ts && threadTs === undefined);
  const anew = await stage.slack.until(
    'a new card',
    () => topLevel().find((message) => statusOf(message).startsWith('Ordered')),
    WAIT_MS,
  );
  const pending = () =>
    stage.slack.messages(stage.approvals, anew.ts).filter(({ text }) => text.includes('is pending'));
  await stage.slack.until('the line in its thread', () => pending().length > 0, WAIT_MS);
  expect(pending()).toHaveLength(1);
  expect(topLevel()).toHaveLength(1);
});

test('a dead approvals channel does not hold back the direct message', async () => {
  await stage.start();
  const channel = stage.slack.channels.get(stage.approvals);
  if (channel) channel.isArchived = true;
  await stage.order();
  stage.travel(6_000);
  const message = await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  expect(JSON.stringify(message.blocks)).not.toContain('open the card');
  if (channel) channel.isArchived = false;
  const patience = setInterval(() => stage.travel(10_000), 50);
  try {
    await stage.slack.until(
      'the link',
      () => JSON.stringify(stage.dm(stage.cast.erin)[0]?.blocks).includes('open the card'),
      WAIT_MS,
    );
  } finally {
    clearInterval(patience);
  }
});

test('a form that Slack delivers twice makes one request', async () => {
  await stage.start();
  await stage.order(stage.cast.erin, { submitTwice: true });
  await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  expect(await stage.store().transaction((tx) => tx.requests.countOpen())).toBe(1);
  expect(stage.slack.messages(stage.approvals)).toHaveLength(1);
});

test('a process that slept between the commit and the call sends nothing, and commits again before it does', async () => {
  let slept = 0;
  let sleepy = false;
  /** Whoever slept has made sure that the message is still theirs. */
  let renewed = false;
  let sleeper: string | undefined;
  /** Each line that was about to be sent, by its ID. */
  const sending: number[] = [];
  await stage.start({}, (outside) => ({
    ...outside,
    monotonic: () => outside.monotonic() + slept,
    store: {
      ...outside.store,
      async transaction(work, limitMs) {
        const committed: number[] = [];
        let claimed: string | undefined;
        const result = await outside.store.transaction((tx) => {
          committed.length = 0;
          return work(
            withChange(tx, {
              outbox: {
                announce: (id, nonce) => {
                  committed.push(id);
                  return tx.outbox.announce(id, nonce);
                },
              },
              messages: {
                claim: async (...asked) => {
                  const claim = await tx.messages.claim(...asked);
                  claimed = claim?.message.destination;
                  return claim;
                },
                put: (message, token, leaseMs) => {
                  if (message.destination === sleeper) renewed = true;
                  return tx.messages.put(message, token, leaseMs);
                },
              },
            }),
          );
        }, limitMs);
        sending.push(...committed);
        if (sleepy && committed.length > 0) {
          sleepy = false;
          sleeper = claimed;
          slept += 5_000;
        }
        return result;
      },
    },
  }));
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  sleepy = true;
  await stage.cast.lee.press(card, 'Approve');
  await stage.slack.until('the first line', () => slept > 0, WAIT_MS);
  // The lease of whoever slept runs out.
  stage.travel(16_000);
  const inDm = () => stage.dmLines(stage.cast.erin);
  await stage.slack.until('the lines', () => stage.thread().length + inDm().length === 3, WAIT_MS);
  expect(stage.thread()).toHaveLength(1);
  expect(renewed).toBe(true);
  expect(new Set(sending).size).toBe(3);
});
