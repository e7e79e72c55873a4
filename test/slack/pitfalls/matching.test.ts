import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { privately } from '../../support/shown.ts';
import { postButton } from '../../support/slack-api.ts';
import { firstCard, openStage, type Stage, WAIT_MS } from '../../support/stage.ts';
import { startPlain } from './support/bolt.ts';

// Each pair: which listeners plain Bolt runs, and what one click gets from the bot.

let stage: Stage;
let plain: App | undefined;
afterEach(async () => {
  await plain?.stop();
  plain = undefined;
  await stage.close();
});

describe('a click that several listeners match', () => {
  beforeEach(async () => {
    stage = await openStage();
  });

  test('runs them all in plain Bolt', async () => {
    const ran: string[] = [];
    const { app } = await startPlain(stage, (bolt) => {
      bolt.action('try', async ({ ack }) => {
        ran.push('by name');
        await ack();
      });
      bolt.action(/.*/, async () => {
        ran.push('by pattern');
      });
    });
    plain = app;
    await stage.cast.erin.press(await postButton(stage, 'try'), 'Try');
    await expect.poll(() => ran).toEqual(['by name', 'by pattern']);
  });

  test('gets one answer from the bot, which knows its own and all others apart', async () => {
    await stage.start();
    await stage.order();
    const card = await firstCard(stage);
    await stage.cast.olga.press(card, 'Approve');
    await stage.cast.olga.press(await postButton(stage, 'of_tomorrow'), 'Try');
    await stage.slack.until(
      'the second answer',
      () => privately(stage.cast.olga, stage.lobby).length > 0,
      WAIT_MS,
    );
    expect(privately(stage.cast.olga, stage.approvals)).toEqual([
      "You can't decide this: it takes net-leads.",
    ]);
    expect(privately(stage.cast.olga, stage.lobby)).toHaveLength(1);
  });
});

describe('a payload with two actions, which Slack sends for no button', () => {
  const twoActions = (action: object, second: object, user: string, channel: string) => ({
    type: 'block_actions',
    user: { id: user, name: 'lee' },
    team: { id: stage.slack.teamId },
    api_app_id: stage.slack.appId,
    trigger_id: '1.2.3',
    container: { type: 'message', message_ts: '1.1', channel_id: channel },
    channel: { id: channel, name: 'approvals' },
    response_url: `${stage.slack.url}/response/none`,
    actions: [action, second],
  });

  test('is handled by the bot for its first action alone, as Bolt hands it over: nothing is approved', async () => {
    stage = await openStage({}, 'http');
    await stage.start();
    await stage.order();
    const card = await firstCard(stage);
    const [block] = card.blocks.filter(({ type }) => type === 'actions');
    const [approve] = (block?.elements ?? []) as { action_id: string; value: string }[];
    const button = { type: 'button', block_id: 'x', action_ts: '1.1' };
    const { status } = await stage.slack.send(
      twoActions(
        { ...button, action_id: 'of_tomorrow' },
        { ...button, ...approve },
        stage.cast.lee.id,
        stage.approvals,
      ),
    );
    expect(status).toBe(200);
    await stage.slack.until(
      'the answer to the first',
      () => privately(stage.cast.lee, stage.approvals).length > 0,
      WAIT_MS,
    );
    expect(stage.cardStatus()).toBe('Waiting for approval: 0 of 1 from net-leads');
    expect(stage.aws.calls('CreateInterconnect')).toEqual([]);
  });
});
