import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Workspace } from '../../../sandbox/workspace/types.ts';
import type { Place } from '../../../src/interfaces/chat.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { findMessage } from '../../../src/slack/outbound/find-message.ts';
import type { OwnApp } from '../../../src/slack/outbound/own-message.ts';

// An interrupted message is looked for by its key: on every page, and no further back than need be.

const MESSAGES = 450;

let slack: Workspace;
let channel: string;
beforeEach(async () => {
  slack = await startWorkspace();
  channel = slack.addChannel({ name: 'approvals' }).id;
});
afterEach(() => slack.close());

const client = () => createWebClient(slack, pino({ level: 'silent' }));
const OWN = { appId: 'A0SANDBOX', botId: 'B0SANDBOX' };
const find = (place: Place, key: string, oldest: string) =>
  findMessage(client(), OWN, place, { key, nonce: null }, oldest);
const post = async (key: string, threadTs?: string) => {
  const { ts = '' } = await client().chat.postMessage({
    channel,
    text: key,
    ...(threadTs ? { thread_ts: threadTs } : {}),
    metadata: { event_type: 'interconnect_bot_message', event_payload: { key } },
  });
  return ts;
};

describe.each(['channel', 'thread'])('in a %s', (where) => {
  test('it is found on whatever page it is, and nothing is found that is not there', async () => {
    const threadTs = where === 'thread' ? await post('card') : undefined;
    const all: string[] = [];
    for (let count = 0; count < MESSAGES; count++) all.push(await post(`key-${count}`, threadTs));
    for (const index of [0, 200, 449]) {
      const found = await find({ channel, threadTs }, `key-${index}`, '0');
      expect(found).toEqual({ kind: 'found', ts: all[index] });
    }
    expect(await find({ channel, threadTs }, 'key-450', '0')).toEqual({ kind: 'not_found' });
  });

  test('only what came after the last known one is looked at', async () => {
    const threadTs = where === 'thread' ? await post('card') : undefined;
    await post('wanted', threadTs);
    const last = await post('last', threadTs);
    expect(await find({ channel, threadTs }, 'wanted', last)).toEqual({ kind: 'not_found' });
    const later = await post('wanted', threadTs);
    expect(await find({ channel, threadTs }, 'wanted', last)).toEqual({
      kind: 'found',
      ts: later,
    });
  });
});

test('a page that cannot be read is no page without it', async () => {
  for (let count = 0; count < 250; count++) await post(`key-${count}`);
  slack.fault('conversations.history', { kind: 'slow', ms: 1 });
  slack.fault('conversations.history', { kind: 'status', status: 500, when: 'before' });
  await expect(find({ channel }, 'key-0', '0')).rejects.toMatchObject({
    told: { kind: 'unknown' },
  });
});

describe('only a message of ours is found', () => {
  const EVENT = 'interconnect_bot_message';
  const sought = { key: 'wanted', nonce: 'n1' };
  const seek = (own: OwnApp = OWN) => findMessage(client(), own, { channel }, sought, '0');
  const plant = (app: { id: string | undefined; botId: string }, payload: object, event_type = EVENT) =>
    slack.plant({ channel, app, text: 'x', metadata: { event_type, event_payload: payload } }).ts;
  const ours = { id: OWN.appId, botId: OWN.botId };
  const theirs = { id: 'A0OTHER', botId: 'B0OTHER' };

  test.each<[string, () => string]>([
    ["another app's", () => plant(theirs, sought)],
    ["another app's with our bot's ID", () => plant({ ...ours, id: 'A0OTHER' }, sought)],
    ["another bot's that names no app", () => plant({ ...theirs, id: undefined }, sought)],
    ["a person's", () => slack.as(slack.addUser({ name: 'mallory' }).id).say(channel, 'wanted').ts],
    ['of another kind', () => plant(ours, sought, 'another_kind')],
    ['with another key', () => plant(ours, { ...sought, key: 'another' })],
    ['with another nonce', () => plant(ours, { ...sought, nonce: 'n2' })],
  ])('%s is none', async (_name, forge) => {
    forge();
    expect(await seek()).toEqual({ kind: 'not_found' });
    const ts = plant(ours, sought);
    expect(await seek()).toEqual({ kind: 'found', ts });
  });

  test('one of an older version, which has no nonce', async () => {
    const ts = plant(ours, { key: 'wanted' });
    expect(await seek()).toEqual({ kind: 'found', ts });
  });

  test('a row of an older version, which has none either', async () => {
    const ts = plant(ours, sought);
    expect(await find({ channel }, 'wanted', '0')).toEqual({ kind: 'found', ts });
  });

  test("the bot's ID decides where Slack didn't tell the app's, and nothing where it told neither", async () => {
    plant(theirs, sought);
    expect(await seek({ appId: undefined, botId: OWN.botId })).toEqual({ kind: 'not_found' });
    expect(await seek({ appId: undefined, botId: undefined })).toMatchObject({ kind: 'found' });
  });

  test('one that names no app is none where only the app is known', async () => {
    plant({ ...ours, id: undefined }, sought);
    expect(await seek({ appId: OWN.appId, botId: undefined })).toEqual({ kind: 'not_found' });
  });
});

test('a thread whose first message was deleted is told apart from one without it', async () => {
  const card = await post('card');
  slack.deleteMessage(channel, card);
  expect(await find({ channel, threadTs: card }, 'line', '0')).toEqual({
    kind: 'thread_gone',
  });
});
