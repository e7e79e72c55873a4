import { describe, expect, test } from 'vitest';
import type { Outside } from '../../../src/app.ts';
import { statusOf } from '../../support/shown.ts';
import { postButton } from '../../support/slack-api.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';
import { startPlain } from './support/bolt.ts';

// Each pair: what a stop does in plain Bolt to a click under way, and what in the bot.

const { stage, firstCard } = useStage({ faults: 'plain Bolt and slow work leave clicks without an ack' });

const disconnected = () => stage.slack.until('no connection', () => stage.slack.sockets() === 0, WAIT_MS);

/** A store in which a click waits before its transaction, once it is told to, until it is let go. */
function heldClicks() {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let holding = false;
  const wrap = (outside: Outside): Outside => ({
    ...outside,
    store: {
      ...outside.store,
      async transaction(work, limitMs) {
        // Only a click's transaction has a limit.
        if (holding && limitMs !== undefined) {
          begun.resolve();
          await gate.promise;
        }
        return outside.store.transaction(work, limitMs);
      },
    },
  });
  const hold = () => {
    holding = true;
  };
  const go = () => {
    holding = false;
    gate.resolve();
  };
  return { wrap, hold, begun: begun.promise, go };
}

describe('a stop while a click is under way', () => {
  test('plain Bolt waits for nothing, and the click can not be acked any more', async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const refused = Promise.withResolvers<unknown>();
    const { app } = await startPlain(stage, (bolt) =>
      bolt.action('try', async ({ ack }) => {
        begun.resolve();
        await go.promise;
        await ack().catch(refused.resolve);
      }),
    );
    const click = stage.cast.erin.press(await postButton(stage, 'try'), 'Try');
    await begun.promise;
    await app.stop();
    go.resolve();
    expect(await refused.promise).toMatchObject({ code: 'slack_socket_mode_send_while_not_ready_error' });
    expect(await click).toMatchObject({ acked: false });
  });

  test('the bot acks and records it first', async () => {
    const clicks = heldClicks();
    await stage.start({}, clicks.wrap);
    await stage.order();
    const card = await firstCard();
    clicks.hold();
    const click = stage.cast.lee.press(card, 'Approve');
    await clicks.begun;
    const stopped = stage.stop();
    clicks.go();
    expect(await click).toMatchObject({ acked: true });
    await stopped;
    await disconnected();
    await stage.start();
    await stage.slack.until('the order', () => statusOf(card).startsWith('Ordered'), WAIT_MS);
  });

  test('the bot records it too where it takes longer than Slack waits', async () => {
    const clicks = heldClicks();
    // The three seconds for acks are over at once.
    await stage.start({}, (outside) => clicks.wrap({ ...outside, pause: async () => undefined }));
    await stage.order();
    const card = await firstCard();
    clicks.hold();
    const click = stage.cast.lee.press(card, 'Approve');
    await clicks.begun;
    let over = false;
    const stopped = stage.stop().then(() => {
      over = true;
    });
    await disconnected();
    await expect(stage.slack.until('the stop ends', () => over, 300)).rejects.toThrow('in vain');
    clicks.go();
    await stopped;
    expect(await click).toMatchObject({ acked: false });
    await stage.start();
    await stage.slack.until('the order', () => statusOf(card).startsWith('Ordered'), WAIT_MS);
  });
});
