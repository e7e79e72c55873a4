import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../../support/process.ts';
import { privately } from '../../support/shown.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';

// Connections that die without a word, or that Slack does not give.

const NOT_YOURS = "You can't decide this: it takes net-leads.";
/** Slack's client pings three times in this time, misses its pong at its end, and closes one more ping later. */
const PATIENCE = { clientPingMs: 1_500, serverPingMs: 60_000 };

const { stage, firstCard } = useStage({ faults: 'a click by a dead connection is lost' });
let other: BotProcess | undefined;
afterEach(async () => {
  await other?.end('SIGTERM');
  other = undefined;
});

const answers = (count: number, ms = WAIT_MS) =>
  stage.slack.until(
    `${count} private answers`,
    () => privately(stage.cast.olga, stage.approvals).length === count,
    ms,
  );

/** Resolves with the next answer to a ping of Slack's client in this process. */
function pong(): Promise<void> {
  const CHANNEL = 'undici:websocket:pong';
  return new Promise((resolve) => {
    const hear = () => {
      unsubscribe(CHANNEL, hear);
      resolve();
    };
    subscribe(CHANNEL, hear);
  });
}

test('a connection that has gone silent is given up within seconds, and clicks come by the next', async () => {
  await stage.start({}, (outside) => ({ ...outside, patience: PATIENCE }));
  await stage.order();
  const card = await firstCard();
  await pong();
  const before = stage.slack.socketTickets();
  stage.slack.muteSockets();
  expect(await stage.cast.olga.press(card, 'Approve')).toMatchObject({ acked: false });
  await stage.slack.until('another connection', () => stage.slack.sockets() === 1, WAIT_MS);
  expect(stage.slack.socketTickets()).toBe(before + 1);
  expect(await stage.cast.olga.press(card, 'Approve')).toMatchObject({ acked: true });
  await answers(1);
});

test('Slack refuses the connection itself: the bot tries on until it is given one', async () => {
  await stage.start({}, (outside) => ({ ...outside, pause: () => new Promise(setImmediate) }));
  await stage.order();
  const card = await firstCard();
  const tries = () => stage.slack.calls('apps.connections.open').length;
  const before = tries();
  stage.slack.refuseSockets(10);
  stage.slack.dropSockets();
  await stage.slack.until('a connection', () => stage.slack.sockets() === 1, WAIT_MS);
  expect(tries()).toBe(before + 11);
  expect(await stage.cast.olga.press(card, 'Approve')).toMatchObject({ acked: true });
  await answers(1);
});

describe('two processes, a connection each', () => {
  /** Another bot beside the one of this process, on the same file; resolves with the clicks that came to ours. */
  async function startBoth(): Promise<() => number> {
    let clicks = 0;
    await stage.start({}, (outside) => ({
      ...outside,
      store: {
        ...outside.store,
        transaction: (work, limitMs) => {
          // Only a click's transaction has a limit.
          if (limitMs !== undefined) clicks += 1;
          return outside.store.transaction(work, limitMs);
        },
      },
    }));
    other = await startBot(stage.env, dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''));
    await stage.slack.until('two connections', () => stage.slack.sockets() === 2, WAIT_MS);
    return () => clicks;
  }

  test('every click is answered once, by whichever it comes, and the loss of one loses none', async () => {
    const { olga } = stage.cast;
    const ours = await startBoth();
    await stage.order();
    const card = await firstCard();
    // Whoever clicks is asked about once by each process; then each knows them.
    for (const known of [1, 2]) {
      await olga.press(card, 'Approve');
      await answers(known);
    }
    const before = ours();
    const clicks = await Promise.all(Array.from({ length: 6 }, () => olga.press(card, 'Approve')));
    expect(clicks.filter(({ acked }) => acked)).toHaveLength(6);
    await answers(8);
    expect(ours() - before).toBe(3);

    stage.leaves('what the other has under its lease when it is killed');
    await other?.end('SIGKILL');
    await stage.slack.until('one connection', () => stage.slack.sockets() === 1, WAIT_MS);
    expect(await olga.press(card, 'Approve')).toMatchObject({ acked: true });
    await answers(9);
    expect(new Set(privately(olga, stage.approvals))).toEqual(new Set([NOT_YOURS]));
  });

  test('two clicks of one lead at once, one to each, order once, and the second is told of the first', async () => {
    const { lee } = stage.cast;
    await startBoth();
    await stage.order();
    const card = await firstCard();
    const clicks = await Promise.all([lee.press(card, 'Approve'), lee.press(card, 'Approve')]);
    expect(clicks.map(({ acked }) => acked)).toEqual([true, true]);
    await stage.slack.until('the order', () => stage.cardStatus().startsWith('Ordered'), WAIT_MS);
    await stage.slack.until('the answer', () => privately(lee, stage.approvals).length > 0, WAIT_MS);
    expect(privately(lee, stage.approvals)).toEqual([
      expect.stringMatching(/^Already approved by Lee at .* UTC\. Your click changed nothing\.$/),
    ]);
    expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  });
});
