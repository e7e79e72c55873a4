import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../support/shown.ts';
import { type Stage, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// What Slack tells by itself: a deleted message, a token that was taken away.

describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  const { stage, asked } = useStage({ mode });
  const top = () => stage.slack.messages(stage.approvals);
  beforeEach(async () => {
    await asked();
    await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  });

  test('a deleted card is posted anew at once, though nothing else happens', async () => {
    const card = stage.card();
    stage.slack.deleteMessage(stage.approvals, card.ts);
    const anew = await stage.slack.until('the new card', () => top()[0], WAIT_MS);
    expect(anew.ts).not.toBe(card.ts);
    expect(statusOf(anew)).toBe(statusOf(card));
    await stage.cast.lee.press(anew, 'Approve');
    await stage.slack.until('the order', () => statusOf(stage.card()).startsWith('Ordered'), WAIT_MS);
  });

  test('so is a deleted direct message', async () => {
    const [message] = stage.dm(stage.cast.erin);
    stage.slack.deleteMessage(message?.channel ?? '', message?.ts ?? '');
    await stage.slack.until('the new one', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
  });

  test('what people write is acked and makes the bot do nothing, and so does a message of theirs that they delete', async () => {
    const { ts } = stage.cast.lee.say(stage.approvals, 'a secret');
    const before = stage.slack.calls('chat.postMessage').length;
    stage.slack.deleteMessage(stage.approvals, ts);
    // The click comes after both, by the same way.
    expect(await stage.cast.olga.press(stage.card(), 'Approve')).toMatchObject({ acked: true });
    expect(stage.slack.calls('chat.postMessage')).toHaveLength(before);
    expect(top()).toHaveLength(1);
    expect(JSON.stringify(await dump(stage))).not.toContain('a secret');
  });
});

/** All that the store keeps of the request. */
async function dump(stage: Stage): Promise<unknown> {
  const id = /ic-[0-9A-Z]{10}/.exec(JSON.stringify(stage.card().blocks))?.[0] ?? '';
  return stage
    .store()
    .transaction(async (tx) => [
      await tx.requests.lock(id),
      await tx.audit.trail(id),
      await tx.messages.of(id),
    ]);
}

describe('told over HTTP', () => {
  const { stage, asked } = useStage({ mode: 'http' });

  test('a parent with replies becomes a tombstone: the card is looked at again', async () => {
    const { ts } = await asked();
    const updates = () => stage.slack.calls('chat.update').filter(({ args }) => args.ts === ts).length;
    const before = updates();
    const event = {
      type: 'message',
      subtype: 'message_changed',
      channel: stage.approvals,
      message: { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', ts, thread_ts: ts },
    };
    const { teamId: team_id, appId: api_app_id } = stage.slack;
    const payload = { type: 'event_callback', event_id: 'Ev1', team_id, api_app_id, event };
    expect(await stage.slack.send(payload)).toEqual({ status: 200, body: '' });
    await stage.slack.until('the look', () => updates() > before, WAIT_MS);
  });

  describe('the token is taken away', () => {
    test.each([
      [
        'its revocation',
        (workspace: Stage['slack']) => workspace.revokeToken(workspace.botToken),
        'token_revoked',
      ],
      ['the removal of the app', (workspace: Stage['slack']) => workspace.uninstall(), 'account_inactive'],
    ])('%s stands on /readyz at once, though the bot has nothing to say', async (_what, end, code) => {
      const bot = await stage.start();
      const readyz = async () =>
        (await (await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`)).json()) as {
          troubles?: string[];
        };
      expect(await readyz()).toEqual({ slack: true, store: true });
      end(stage.slack);
      await expect
        .poll(readyz)
        .toEqual({ slack: false, store: true, troubles: [expect.stringContaining(`(${code})`)] });
    });

    test("people's own tokens are none of the bot's", async () => {
      const bot = await stage.start();
      const { teamId: team_id, appId: api_app_id } = stage.slack;
      const event = { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } };
      const payload = { type: 'event_callback', event_id: 'Ev1', team_id, api_app_id, event };
      expect(await stage.slack.send(payload)).toEqual({ status: 200, body: '' });
      const answer = await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`);
      expect(await answer.json()).toEqual({ slack: true, store: true });
    });
  });
});
