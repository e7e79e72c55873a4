import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, socketStage, strike } from './bot.ts';

// What Slack tells an app by itself.

let stage: Stage;
let told: Record<string, unknown>[];
beforeEach(async () => {
  told = [];
  const hear = async ({ event }: { event: unknown }) => {
    told.push({ ...(event as object) });
  };
  stage = await socketStage((app) => {
    app.event('message', hear);
    app.event('tokens_revoked', hear);
    app.event('app_uninstalled', hear);
  });
});
afterEach(() => strike(stage));

const until = (count: number) => stage.workspace.until(`${count} events`, () => told.length === count);

test('what people write where it is, and that a message was deleted, unless that is kept from it', async () => {
  const { workspace, channel, lee } = stage;
  const elsewhere = workspace.addChannel({ name: 'elsewhere', withBot: false }).id;
  workspace.as(lee).say(elsewhere, 'not for the bot');
  const message = workspace.as(lee).say(channel, 'hello');
  await until(1);
  expect(told[0]).toMatchObject({ type: 'message', channel, user: lee, text: 'hello', ts: message.ts });
  const other = workspace.as(lee).say(channel, 'again');
  await until(2);
  workspace.deleteMessage(channel, other.ts, { told: false });
  workspace.deleteMessage(channel, message.ts);
  await until(3);
  expect(told[2]).toMatchObject({ subtype: 'message_deleted', channel, deleted_ts: message.ts });
});

test("the end of its own token and of the app; another token's end is nobody's", async () => {
  const { workspace } = stage;
  workspace.revokeToken(workspace.appToken);
  workspace.revokeToken(workspace.botToken);
  await until(1);
  expect(told).toEqual([
    expect.objectContaining({ type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUserId] } }),
  ]);
  workspace.uninstall();
  await until(2);
  expect(told[1]).toMatchObject({ type: 'app_uninstalled' });
});
