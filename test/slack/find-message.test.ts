import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace/index.ts';
import type { Workspace } from '../../src/sandbox/workspace/types.ts';
import { findMessage } from '../../src/slack/find-message.ts';
import { createWebClient } from '../../src/slack/web-client.ts';

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
      const found = await findMessage(client(), { channel, threadTs }, `key-${index}`, '0');
      expect(found).toEqual({ kind: 'found', ts: all[index] });
    }
    expect(await findMessage(client(), { channel, threadTs }, 'key-450', '0')).toEqual({ kind: 'not_found' });
  });

  test('only what came after the last known one is looked at', async () => {
    const threadTs = where === 'thread' ? await post('card') : undefined;
    await post('wanted', threadTs);
    const last = await post('last', threadTs);
    expect(await findMessage(client(), { channel, threadTs }, 'wanted', last)).toEqual({ kind: 'not_found' });
    const later = await post('wanted', threadTs);
    expect(await findMessage(client(), { channel, threadTs }, 'wanted', last)).toEqual({
      kind: 'found',
      ts: later,
    });
  });
});

test('a page that cannot be read is no page without it', async () => {
  for (let count = 0; count < 250; count++) await post(`key-${count}`);
  slack.fault('conversations.history', { kind: 'slow', ms: 1 });
  slack.fault('conversations.history', { kind: 'status', status: 500, when: 'before' });
  await expect(findMessage(client(), { channel }, 'key-0', '0')).rejects.toMatchObject({
    told: { kind: 'unknown' },
  });
});

test('a thread whose first message was deleted is told apart from one without it', async () => {
  const card = await post('card');
  slack.deleteMessage(channel, card);
  expect(await findMessage(client(), { channel, threadTs: card }, 'line', '0')).toEqual({
    kind: 'thread_gone',
  });
});
