import { describe, expect, test } from 'vitest';
import type { StoredMessage, WebFault } from '../../sandbox/workspace/types.ts';
import { requestIdOf, statusOf } from '../support/shown.ts';
import { meanwhile } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// A card that somebody deleted, at bad moments: one card in the end, and under it each line once.

const { stage, until } = useStage();

const top = () => stage.slack.messages(stage.approvals);
/** Deletes a card with all that stands under it, so that nothing stays of its thread. */
const deleteWhole = (card: StoredMessage) => {
  const lines = linesOf(card);
  for (const { ts } of [card, ...lines]) stage.slack.deleteMessage(stage.approvals, ts, { told: false });
};
const cards = () => top().filter((message) => statusOf(message).startsWith('Waiting'));
const linesOf = (card: StoredMessage) => stage.slack.messages(stage.approvals, card.ts).slice(1);
const revision = (count: number, messages: StoredMessage[]) =>
  messages.filter(({ text }) => text.includes(`revision ${count})`));

/** A card with a quiet thread. */
async function posted(): Promise<{ card: StoredMessage; id: string }> {
  await stage.start();
  await stage.order();
  const card = await until('the card', () => top()[0]);
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  return { card, id: requestIdOf(card) };
}
const say = (id: string, count: number) =>
  stage
    .store()
    .transaction((tx) =>
      tx.outbox.add([
        { requestId: id, destination: 'channel', line: { kind: 'resubmitted', revision: count } },
      ]),
    );
const redraw = (id: string) =>
  stage.store().transaction(async (tx) => {
    await tx.messages.redraw(id, 'channel');
    await tx.messages.forgetShown(id, 'channel');
  });

describe('the line that shows it is not put right at once, and a drawing notices first', () => {
  const faults: [string, string, WebFault][] = [
    ["the line's answer is lost", 'chat.postMessage', { kind: 'reset', when: 'after' }],
    ['the stray is not taken away', 'chat.delete', { kind: 'status', status: 500, when: 'before' }],
    [
      'nobody says that it stands alone',
      'conversations.replies',
      { kind: 'status', status: 500, when: 'before' },
    ],
  ];
  const withBefore = faults.flatMap(([name, method, fault]) =>
    [false, true].map(
      (before) => [name, before ? 'after another line' : 'as the first line', method, fault] as const,
    ),
  );
  test.each(withBefore)('%s, %s', async (_name, when, method, fault) => {
    const { card, id } = await posted();
    if (when === 'after another line') {
      await say(id, 2);
      await until('the first line', () => linesOf(card).length === 1);
    }
    deleteWhole(card);
    stage.slack.fault(method, fault);
    await say(id, 3);
    await until('the stray', () => revision(3, top())[0]);
    await redraw(id);
    const anew = await until('a new card', () => cards()[0]);
    await meanwhile(
      stage,
      500,
      until('the line in its thread', () => revision(3, linesOf(anew)).length === 1 && top().length === 1),
    );
    await say(id, 4);
    await until('the next line', () => revision(4, linesOf(anew)).length === 1);
    expect(cards().map(({ ts }) => ts)).toEqual([anew.ts]);
    expect(linesOf(anew)).toHaveLength(2);
  });
});

describe('a card that was deleted with replies under it is a tombstone', () => {
  const WORDS = ['message_not_found', 'cant_update_message', 'edit_window_closed'] as const;
  test.each(WORDS)('and its thread goes on under a new card, where Slack says %s', async (word) => {
    const { card, id } = await posted();
    await say(id, 2);
    await until('the first line', () => linesOf(card).length === 1);
    stage.slack.answerForTombstones(word);
    stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
    expect(top().map(({ subtype }) => subtype)).toEqual(['tombstone']);
    await stage.cast.lee.press(await anewAfter(id, card), 'Approve');
    const anew = cards().at(-1) ?? card;
    await until('the order', () => statusOf(stage.card()).startsWith('Ordered'));
    await until('its lines', () => linesOf(stage.card()).some(({ text }) => text.includes('is requested')));
    expect(top()).toHaveLength(2);
    expect(linesOf(card)).toHaveLength(1);
    expect(anew.ts).not.toBe(card.ts);
    expect(stage.slack.calls('chat.update').some(({ error }) => error === word)).toBe(true);
  });
  const anewAfter = async (id: string, card: StoredMessage) => {
    await redraw(id);
    return until('a new card', () => cards().find(({ ts }) => ts !== card.ts));
  };

  test("which one that only can't be changed is not", async () => {
    const { card, id } = await posted();
    stage.slack.fault('chat.update', { kind: 'error', error: 'edit_window_closed' }, 2);
    await redraw(id);
    await until(
      'both refusals',
      () => stage.slack.calls('chat.update').filter(({ error }) => error).length === 2,
    );
    await say(id, 2);
    await until('the line', () => linesOf(card).length === 1);
    expect(top().map(({ ts }) => ts)).toEqual([card.ts]);
  });

  test('nor is one at which nobody could look', async () => {
    const { card, id } = await posted();
    stage.slack.fault('chat.update', { kind: 'error', error: 'cant_update_message' });
    stage.slack.fault('conversations.replies', { kind: 'status', status: 500, when: 'before' });
    await redraw(id);
    const drawn = () => stage.slack.calls('chat.update').filter(({ error }) => !error).length;
    const before = drawn();
    await meanwhile(
      stage,
      500,
      until('a drawing', () => drawn() > before),
    );
    expect(top().map(({ ts }) => ts)).toEqual([card.ts]);
  });

  test('and a line that was on its way when it died stands once', async () => {
    const { card, id } = await posted();
    await say(id, 2);
    await until('the first line', () => linesOf(card).length === 1);
    stage.slack.fault('chat.postMessage', { kind: 'status', status: 500, when: 'after' });
    await say(id, 3);
    await until('the lost answer', () => linesOf(card).length === 2);
    stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
    await redraw(id);
    const anew = await meanwhile(
      stage,
      500,
      until('a new card', () => cards().find(({ ts }) => ts !== card.ts)),
    );
    await say(id, 4);
    await until('the next line', () => revision(4, linesOf(anew)).length === 1);
    expect(revision(3, [...linesOf(card), ...linesOf(anew)])).not.toHaveLength(0);
    expect(revision(3, linesOf(anew)).length).toBeLessThanOrEqual(1);
  });
});

test('each message bears a word of its own, which nobody can know before it is sent', async () => {
  const { card, id } = await posted();
  await say(id, 2);
  await until('the line', () => linesOf(card).length === 1);
  stage.slack.deleteMessage(stage.approvals, card.ts);
  await redraw(id);
  await until('a new card', () => cards().length === 1);
  const sent = stage.slack.calls('chat.postMessage').map(({ args }) => args.metadata);
  const nonces = sent.map(
    (metadata) => (metadata as { event_payload: { nonce: string } }).event_payload.nonce,
  );
  expect(nonces).toHaveLength(4);
  expect(new Set(nonces).size).toBe(4);
  for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{24}$/);
});

test('a stray that Slack will not delete holds back nothing', async () => {
  const { card, id } = await posted();
  stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
  stage.slack.fault('chat.delete', { kind: 'error', error: 'compliance_exports_prevent_deletion' }, 100);
  await say(id, 2);
  await say(id, 3);
  const anew = await meanwhile(
    stage,
    500,
    until('a new card', () => cards()[0]),
  );
  await meanwhile(
    stage,
    500,
    until('both lines', () => linesOf(anew).length === 2),
  );
});

test('somebody who deletes each new card at once does not set the bot going without end', async () => {
  const { card, id } = await posted();
  stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
  const off = stage.slack.on(({ kind }) => {
    const [next] = kind === 'post' ? cards() : [];
    if (next) stage.slack.deleteMessage(stage.approvals, next.ts, { told: false });
  });
  await say(id, 2);
  let seconds = 0;
  const patience = setInterval(() => {
    seconds += 1;
    stage.travel(1_000);
  }, 20);
  const posts = () => stage.slack.calls('chat.postMessage').length;
  await until('a minute', () => seconds >= 60).finally(() => clearInterval(patience));
  off();
  // Card and line each time: at once, then after 1, 2, 4, 8, 16 and 32 seconds.
  expect(posts()).toBeLessThanOrEqual(3 + 2 * 8);
});

test('a file whose card was deleted is shown in the new thread, and nowhere else', async () => {
  const { card, id } = await posted();
  stage.slack.deleteMessage(stage.approvals, card.ts, { told: false });
  await stage.store().transaction(async (tx) => {
    await tx.files.add({
      id: 'file-1',
      requestId: id,
      name: 'loa.pdf',
      bytes: new TextEncoder().encode('%PDF'),
    });
    await tx.outbox.add([
      { requestId: id, destination: 'channel', line: { kind: 'file', fileId: 'file-1', title: 'LOA' } },
    ]);
    await tx.outbox.add([
      { requestId: id, destination: 'channel', line: { kind: 'resubmitted', revision: 3 } },
    ]);
  });
  const anew = await meanwhile(
    stage,
    500,
    until('a new card', () => cards()[0]),
  );
  await meanwhile(
    stage,
    500,
    until('the line after it', () => revision(3, linesOf(anew)).length === 1),
  );
  expect(linesOf(anew).map(({ files }) => files.length)).toEqual([1, 0]);
  expect(top()).toHaveLength(1);
});
