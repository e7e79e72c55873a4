import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { StoredChannel, StoredMessage, WebFault } from '../../sandbox/workspace/types.ts';
import { buttonsOf, MENU, menuOf, statusOf } from '../support/shown.ts';
import { allTold, HURRY, meanwhile, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// What Slack refuses until somebody mends it: told apart from what passes, and shown to whoever runs the bot.

const { stage, until, firstCard, changeTo, refuse, readyz, metrics, orderTold } = useStage();
/** A channel that Slack hides for a while. */
let hidden: StoredChannel | undefined;

/** Starts the bot with Olga for its owner. */
const start = async () => {
  await stage.start({ BOT_OWNER: stage.cast.olga.id });
};
const ownerWasTold = (words: string) =>
  stage.slack.until(
    `"${words}" to the owner`,
    () => stage.dm(stage.cast.olga).find(({ text }) => text.includes(words)),
    WAIT_MS,
  );
const cards = () => stage.slack.messages(stage.approvals);
const approved = async (): Promise<StoredMessage> => {
  await stage.order();
  const card = await firstCard();
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  await allTold(stage);
  return card;
};
const CONTENT = 'invalid_blocks';

describe('a place where the bot may not write', () => {
  test.each<[string, string, () => void, () => void]>([
    [
      'an archived channel',
      '#net-approvals is archived. Unarchive it.',
      () => stage.slack.archive(stage.approvals),
      () => stage.slack.archive(stage.approvals, false),
    ],
    [
      'a channel that the bot was removed from',
      'The bot is not in #net-approvals. Invite it there: /invite @interconnect.',
      () => stage.slack.channels.get(stage.approvals)?.members.delete(stage.slack.botUserId),
      () => stage.slack.channels.get(stage.approvals)?.members.add(stage.slack.botUserId),
    ],
    [
      'a channel that is gone',
      '#net-approvals is gone, or private and without the bot.',
      () => {
        hidden = stage.slack.channels.get(stage.approvals);
        stage.slack.channels.delete(stage.approvals);
      },
      () => {
        if (hidden) stage.slack.channels.set(stage.approvals, hidden);
      },
    ],
  ])(
    '%s: operators read what to do, and all is caught up when it is done',
    async (_name, words, harm, mend) => {
      await start();
      await approved();
      harm();
      changeTo('pending');
      await ownerWasTold(words);
      expect(await readyz()).toMatchObject({
        status: 503,
        body: { slack: false, store: true, troubles: [expect.stringContaining(words)] },
      });
      expect(await metrics()).toContain('interconnect_bot_slack_refuses{what="place"} 1\n');
      changeTo('down');
      mend();
      await meanwhile(
        stage,
        10_000,
        until('the lines', () => stage.thread().some((line) => line.includes('is down'))),
      );
      expect(stage.thread().filter((line) => line.includes('is pending'))).toHaveLength(1);
      expect(await readyz()).toEqual({
        status: 200,
        body: expect.objectContaining({ slack: true, store: true }),
      });
      expect(stage.dm(stage.cast.olga)).toHaveLength(1);
    },
  );

  test('is asked about once a minute, not once by each request', async () => {
    await start();
    for (const name of ['one', 'two', 'three', 'four']) await stage.order(stage.cast.erin, { name });
    await until('four cards', () => cards().length === 4);
    const began = performance.now();
    stage.slack.archive(stage.approvals);
    for (const card of cards()) await stage.cast.lee.press(card, 'Approve');
    await ownerWasTold('is archived');
    await until('four orders', () => stage.aws.interconnects.length === 4);
    const refused = (method: string) =>
      stage.slack.calls(method).filter(({ error }) => error === 'is_archived' || error === 'is_inactive')
        .length;
    const tries = () => refused('chat.postMessage');
    let moved = 0;
    const patience = setInterval(() => {
      moved += 5_000;
      stage.travel(5_000);
    }, 50);
    await until('six probes', () => tries() >= 4 + 6).finally(() => clearInterval(patience));
    const made = [tries(), refused('chat.update')];
    // By the pace's own clock, which runs on beside ours. At first each of the four may have been under way.
    const minutes = (moved + (performance.now() - began) * HURRY) / 60_000;
    for (const count of made) expect(count).toBeLessThanOrEqual(4 + minutes);
    stage.slack.archive(stage.approvals, false);
    await meanwhile(
      stage,
      10_000,
      until('four threads', () =>
        cards().every(({ channel, ts }) =>
          stage.slack.messages(channel, ts).some(({ text }) => text.includes('is requested')),
        ),
      ),
    );
  });
});

test('a word that nobody knows is an incident after five in a row, and is tried again all the while', async () => {
  const logged: { incident?: string }[] = [];
  await stage.start({}, (outside) => ({
    ...outside,
    log: pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line) as object) }),
  }));
  await approved();
  refuse('chat.postMessage', 'a_word_of_tomorrow', 4);
  changeTo('pending');
  const pending = () => stage.thread().some((line) => line.includes('is pending'));
  await meanwhile(stage, 10_000, until('the line', pending));
  expect(logged.filter(({ incident }) => incident)).toEqual([]);
  // However many other messages are refused meanwhile.
  const mend = stage.slack.fault('chat.postMessage', { kind: 'error', error: 'a_word_of_tomorrow' }, 1_000);
  changeTo('down');
  const told = () => logged.flatMap(({ incident }) => incident ?? []);
  await meanwhile(
    stage,
    10_000,
    until('the incident', () => told().length > 0),
  );
  expect(stage.thread().some((line) => line.includes('is down'))).toBe(false);
  mend();
  await meanwhile(
    stage,
    10_000,
    until('the next line', () => stage.thread().some((line) => line.includes('is down'))),
  );
  expect(told()).toEqual(['slack-refusal:a_word_of_tomorrow']);
});

test('Slack is asked about the longest messages and forms after the start, which waits for none of it', async () => {
  const logged: { incident?: string }[] = [];
  stage.slack.fault('blocks.validate', { kind: 'error', error: 'invalid_message' });
  await stage.start({}, (outside) => ({
    ...outside,
    log: pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line) as object) }),
  }));
  const asked = () => stage.slack.calls('blocks.validate');
  expect(asked()).toEqual([]);
  await until('the second question', () => asked().length === 2);
  expect(asked().map(({ error }) => error)).toEqual(['invalid_message', undefined]);
  // Slack counts the second question while its answer to the first may still be on its way into the log.
  await expect.poll(() => logged.flatMap(({ incident }) => incident ?? [])).toEqual(['blocks-refused']);
});

test('a revoked token: readiness, metric and log say so', async () => {
  await start();
  await approved();
  stage.slack.revokeToken(stage.slack.botToken);
  changeTo('pending');
  await expect
    .poll(readyz, { timeout: WAIT_MS })
    .toMatchObject({ status: 503, body: { troubles: [expect.stringContaining('set SLACK_BOT_TOKEN')] } });
  expect(await metrics()).toContain('interconnect_bot_slack_refuses{what="bot"} 1\n');
});

describe('a line that Slack refuses for good', () => {
  test('goes out once as plain text, then the next', async () => {
    await start();
    await approved();
    // The card is drawn first; the line's blocks are what Slack refuses.
    refuse('chat.postMessage', CONTENT);
    changeTo('pending');
    const line = await until('the line', () =>
      stage.slack.messages(stage.approvals, stage.card().ts).find(({ text }) => text.includes('is pending')),
    );
    expect(line.blocks).toEqual([]);
    changeTo('down');
    const next = await until('the next line', () =>
      stage.slack.messages(stage.approvals, stage.card().ts).find(({ text }) => text.includes('is down')),
    );
    expect(next.blocks).not.toEqual([]);
    expect(stage.thread().filter((text) => text.includes('is pending'))).toHaveLength(1);
    await ownerWasTold('went out shortened');
    const { status, body } = await readyz();
    expect({ status, troubles: body.troubles }).toEqual({
      status: 200,
      troubles: [expect.stringContaining('Slack refused to show a message of ic-')],
    });
  });

  test('and as plain text too is given up, counted, and holds back nothing', async () => {
    await start();
    await approved();
    refuse('chat.postMessage', CONTENT, 2);
    changeTo('pending');
    await until(
      'two refusals',
      () => stage.slack.calls('chat.postMessage').filter(({ error }) => error === CONTENT).length === 2,
    );
    changeTo('down');
    await until('the next line', () => stage.thread().some((line) => line.includes('is down')));
    expect(stage.thread().some((line) => line.includes('is pending'))).toBe(false);
    // Slack shows the line before its answer is in the store.
    await expect.poll(metrics).toContain('interconnect_bot_lines_waiting 0\n');
    expect(await metrics()).toContain('interconnect_bot_lines_given_up 1\n');
  });
});

describe('a card that Slack refuses to show', () => {
  const reject = async (card: StoredMessage) => {
    await stage.cast.lin.press(card, 'Reject');
    await until('the modal', () => stage.cast.lin.modal());
    await stage.cast.lin.type('reason', '*Not* now');
    await stage.cast.lin.submit();
  };

  test('keeps its buttons: it can be decided, its thread goes on, and the next state is drawn whole', async () => {
    await start();
    refuse('chat.postMessage', CONTENT);
    await stage.order();
    const card = await firstCard();
    expect(card.text).toMatch(/^ic-\w+: awaiting approval\./);
    expect(buttonsOf(card)).toEqual(['Approve', 'Reject']);
    expect(menuOf(card)).toEqual(MENU);
    expect(await stage.cast.lee.press(card, 'Approve')).toMatchObject({ acked: true });
    await until('the order', () => statusOf(stage.card()).startsWith('Ordered'));
    expect(stage.card().ts).toBe(card.ts);
  });

  test("names Slack's own reasons in the log, in readiness and to the owner, without what they should not see", async () => {
    const logged: string[] = [];
    await stage.start({ BOT_OWNER: stage.cast.olga.id }, (outside) => ({
      ...outside,
      log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
    }));
    const words = `must be less than 3001 characters [json-pointer:/blocks/1/text/text] ${stage.slack.botToken}`;
    const messages = [`[ERROR] ${words}`, `[ERROR] ${'x'.repeat(5_000)}`];
    stage.slack.fault('chat.postMessage', { kind: 'error', error: CONTENT, messages });
    await stage.order();
    const told = await ownerWasTold('must be less than 3001 characters [json-pointer:/blocks/1/text/text]');
    expect(told.text.length).toBeLessThan(1_000);
    expect(JSON.stringify(told)).not.toContain(stage.slack.botToken);
    const { body } = await readyz();
    expect(body.troubles).toEqual([expect.stringContaining('must be less than 3001')]);
    expect(JSON.stringify(body)).not.toContain(stage.slack.botToken);
    const line = logged.find((one) => one.includes('Slack did not take a message'));
    expect(JSON.parse(line ?? '')).toMatchObject({ code: CONTENT, details: [words, expect.any(String)] });
  });

  test('even with them is posted as text alone', async () => {
    await start();
    refuse('chat.postMessage', CONTENT, 2);
    await stage.order();
    const card = await firstCard();
    expect(card.text).toMatch(/^ic-\w+: awaiting approval\./);
    expect(card.blocks).toEqual([]);
    await ownerWasTold('went out shortened');
    const message = await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
    await stage.cast.erin.press(message, 'Withdraw');
    await until('the card', () => statusOf(stage.card()) === 'Withdrawn by Erin');
  });

  test.each([1, 2])('never keeps the words of an older state, refused %i times', async (times) => {
    await start();
    await stage.order();
    const card = await firstCard();
    refuse('chat.update', CONTENT, times);
    await reject(card);
    await until('the card', () => stage.card().text.includes(': rejected.'));
    expect(buttonsOf(stage.card())).toEqual(times === 1 ? ['Request again'] : []);
    // What Lin typed would be shown as markup where there is text alone.
    expect(stage.card().text).not.toContain('Not');
  });
});

describe('a message that was deleted', () => {
  const LOST: WebFault = { kind: 'status', status: 500, when: 'after' };
  const topLevel = () => cards();
  /** Deletes a card with all that stands under it, so that nothing stays of its thread. */
  const deleteWhole = (card: StoredMessage) => {
    for (const { ts } of stage.slack.messages(stage.approvals, card.ts))
      stage.slack.deleteMessage(stage.approvals, ts, { told: false });
  };

  test('while a line was on its way to it: the line stands in the new thread, and nowhere else', async () => {
    await start();
    const card = await approved();
    deleteWhole(card);
    stage.slack.fault('chat.update', { kind: 'error', error: 'internal_error' }, 100);
    stage.slack.fault('chat.postMessage', LOST);
    changeTo('pending');
    const anew = await meanwhile(
      stage,
      2_000,
      until('a new card', () =>
        topLevel().find((one) => one.ts !== card.ts && statusOf(one).startsWith('Ordered')),
      ),
    );
    const pending = (messages: StoredMessage[]) => messages.filter(({ text }) => text.includes('is pending'));
    await meanwhile(
      stage,
      2_000,
      until('the line', () => pending(stage.slack.messages(stage.approvals, anew.ts)).length > 0),
    );
    expect(pending(stage.slack.messages(stage.approvals, anew.ts))).toHaveLength(1);
    expect(topLevel().map(({ ts }) => ts)).toEqual([anew.ts]);
  });

  test('whose stray line could not be taken away at once: it is later', async () => {
    await start();
    const card = await approved();
    deleteWhole(card);
    stage.slack.fault('chat.update', { kind: 'error', error: 'internal_error' }, 100);
    stage.slack.fault('chat.delete', { kind: 'status', status: 503, when: 'before' });
    changeTo('pending');
    await meanwhile(
      stage,
      2_000,
      until('a new card alone', () => {
        const [first, ...rest] = topLevel();
        return first && statusOf(first).startsWith('Ordered') && rest.length === 0;
      }),
    );
    await meanwhile(stage, 2_000, allTold(stage));
  });
});
