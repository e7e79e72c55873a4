import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { populate, webClient } from './bot.ts';

let stage: Awaited<ReturnType<typeof populate>>;
beforeAll(async () => {
  stage = await populate();
});
afterAll(() => stage.workspace.close());

/** Slack's error of a refused call. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  const outcome = await call.then(
    () => ({ data: { error: 'none' } }),
    (error: { data?: { error?: string } }) => error,
  );
  return outcome.data?.error ?? 'another failure';
}

describe('tokens', () => {
  test('a bot token knows itself and its scopes', async () => {
    const answer = await stage.client.auth.test();
    expect(answer).toMatchObject({ user_id: stage.workspace.botUserId, team_id: stage.workspace.teamId });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
  });

  test('no token, a wrong one, one of the other kind and an unknown method', async () => {
    const { workspace, client } = stage;
    expect(await errorOf(webClient(workspace, '').auth.test())).toBe('not_authed');
    expect(await errorOf(webClient(workspace, 'guessed').auth.test())).toBe('invalid_auth');
    expect(await errorOf(client.apps.connections.open())).toBe('not_allowed_token_type');
    expect(await errorOf(client.apiCall('chat.shout'))).toBe('unknown_method');
  });

  test('a token without the scope, and a revoked one', async () => {
    const other = await populate({ scopes: ['commands'] });
    const post = () => other.client.chat.postMessage({ channel: other.channel, text: 'x' });
    expect(await errorOf(post())).toBe('missing_scope');
    other.workspace.setScopes(['chat:write']);
    expect(await errorOf(post())).toBe('none');
    const dm = await errorOf(other.client.conversations.open({ users: other.erin }));
    expect(dm).toBe('missing_scope');
    const read = await errorOf(other.client.conversations.history({ channel: other.channel }));
    expect(read).toBe('missing_scope');
    other.workspace.revokeToken(other.workspace.botToken);
    expect(await errorOf(post())).toBe('token_revoked');
    await other.workspace.close();
  });
});

describe('people and channels', () => {
  test('users, groups and members, page by page', async () => {
    const { workspace, client, erin, lee, channel } = stage;
    const group = workspace.addGroup({ handle: 'net-leads', users: [lee] });
    expect((await client.users.info({ user: lee })).user).toMatchObject({ real_name: 'Lee', is_bot: false });
    expect(await errorOf(client.users.info({ user: 'U404' }))).toBe('user_not_found');
    expect((await client.usergroups.list({ include_users: true })).usergroups).toMatchObject([
      { id: group.id, handle: 'net-leads', users: [lee] },
    ]);
    expect((await client.usergroups.users.list({ usergroup: group.id })).users).toEqual([lee]);
    expect(await errorOf(client.usergroups.users.list({ usergroup: 'S404' }))).toBe('no_such_subteam');
    const members: string[] = [];
    for await (const page of client.paginate('conversations.members', { channel, limit: 2 }))
      members.push(...((page as { members?: string[] }).members ?? []));
    expect(members).toEqual([workspace.botUserId, erin, lee]);
  });

  test('where the bot is not, or nothing is any more', async () => {
    const { workspace, client, erin } = stage;
    const quiet = workspace.addChannel({ name: 'quiet', members: [erin], withBot: false }).id;
    const old = workspace.addChannel({ name: 'old' });
    workspace.archive(old.id);
    const post = (channel: string) => errorOf(client.chat.postMessage({ channel, text: 'x' }));
    expect(await post('C404')).toBe('channel_not_found');
    expect(await post(quiet)).toBe('not_in_channel');
    expect(await post(old.id)).toBe('is_archived');
    workspace.archive(old.id, false);
    expect(await post(old.id)).toBe('none');
    expect(() => workspace.archive('C404')).toThrow('no channel C404');
    expect(await errorOf(client.conversations.history({ channel: quiet }))).toBe('not_in_channel');
    expect((await client.conversations.info({ channel: quiet })).channel?.is_member).toBe(false);
  });

  test('a direct message is opened once', async () => {
    const { workspace, client, erin } = stage;
    expect(workspace.as(erin).dm()).toBeUndefined();
    const opened = await client.conversations.open({ users: erin });
    expect(workspace.as(erin).dm()).toBe(opened.channel?.id);
    await client.chat.postMessage({ channel: erin, text: 'psst' });
    expect(workspace.as(erin).sees(opened.channel?.id ?? '')).toMatchObject([{ text: 'psst' }]);
  });
});

describe('messages', () => {
  test('nothing to say, too much to say, and nobody to say it to', async () => {
    const { client, channel, lee, workspace } = stage;
    const { ts = '', ...cut } = await client.chat.postMessage({ channel, text: 'x'.repeat(40_001) });
    expect(cut.response_metadata?.warnings).toEqual(['message_truncated']);
    const whole = await client.chat.postMessage({ channel, text: 'x'.repeat(40_000) });
    expect(whole.response_metadata).not.toHaveProperty('warnings');
    expect(workspace.messages(channel)[0]?.text).toHaveLength(40_000);
    expect(await errorOf(client.chat.postMessage({ channel, text: '' }))).toBe('no_text');
    expect(await errorOf(client.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
    expect(await errorOf(client.chat.update({ channel, ts: '1.1', text: 'x' }))).toBe('message_not_found');
    const said = workspace.as(lee).say(channel, 'mine');
    expect(await errorOf(client.chat.update({ channel, ts: said.ts, text: 'x' }))).toBe(
      'cant_update_message',
    );
    expect(await errorOf(client.chat.delete({ channel, ts: said.ts }))).toBe('cant_delete_message');
    const away = workspace.addChannel({ name: 'away', members: [] }).id;
    expect(await errorOf(client.chat.postEphemeral({ channel: away, user: lee, text: 'x' }))).toBe(
      'user_not_in_channel',
    );
  });

  test('blocks are refused in the words of Slack', async () => {
    const { client, channel } = stage;
    const text = { type: 'mrkdwn' as const, text: 'x'.repeat(3001) };
    const call = client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section', text }] });
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    const long = Array.from({ length: 5 }, () => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: 'x'.repeat(3000) },
    }));
    expect(await errorOf(client.chat.postMessage({ channel, text: 'x', blocks: long }))).toBe(
      'msg_blocks_too_long',
    );
  });

  test('whether blocks, a message or a view would be taken can be asked, one at a time', async () => {
    const { client, channel, workspace } = stage;
    const section = (length: number) => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: 'x'.repeat(length) },
    });
    const modal = (length: number) => ({
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: 'A form' },
      blocks: [section(length)],
    });
    const ask = (blocks: object) => errorOf(client.blocks.validate(blocks));
    const before = workspace.messages(channel).length;
    expect(await ask({ blocks: [section(3000)] })).toBe('none');
    expect(await ask({ message: { blocks: [section(3000)] } })).toBe('none');
    expect(await ask({ view: modal(3000) })).toBe('none');
    expect(await ask({ blocks: [section(3001)] })).toBe('invalid_blocks');
    expect(await ask({ view: modal(3001) })).toBe('invalid_view');
    expect(await ask({})).toBe('invalid_arguments');
    expect(await ask({ blocks: [], view: modal(1) })).toBe('invalid_arguments');
    await expect(client.blocks.validate({ message: { blocks: [section(3001)] } })).rejects.toMatchObject({
      data: {
        error: 'invalid_message',
        errors: [
          {
            code: 'failed_constraint',
            pointer: '/blocks/0/text/text',
            message: 'must be less than 3001 characters',
          },
        ],
      },
    });
    expect(workspace.messages(channel)).toHaveLength(before);
  });

  test('texts come back escaped and filled in', async () => {
    const { client, channel } = stage;
    const text = { type: 'plain_text' as const, text: 'AT&T <1> &amp;' };
    const marked = { type: 'mrkdwn' as const, text: 'AT&T <@U1> &amp;' };
    const blocks = [{ type: 'section' as const, text, fields: [marked] }];
    const posted = await client.chat.postMessage({ channel, text: 'AT&T &amp;', blocks });
    expect(posted.message).toMatchObject({
      text: 'AT&amp;T &amp;',
      blocks: [
        {
          text: { type: 'plain_text', text: 'AT&amp;T &lt;1&gt; &amp;amp;', emoji: true },
          fields: [{ type: 'mrkdwn', text: 'AT&amp;T <@U1> &amp;', verbatim: false }],
        },
      ],
    });
  });

  test('a new text without blocks takes the old blocks away', async () => {
    const { client, channel, workspace } = stage;
    const blocks = [{ type: 'divider' as const }];
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'a', blocks });
    await client.chat.update({ channel, ts, text: 'b', blocks });
    const message = () => workspace.messages(channel).find((one) => one.ts === ts);
    expect(message()).toMatchObject({ text: 'b', edited: true, blocks: [{ type: 'divider' }] });
    await client.chat.update({ channel, ts, text: 'c' });
    expect(message()?.blocks).toEqual([]);
  });

  test('threads page with their parent first, and carry metadata on demand', async () => {
    const { client, channel, workspace } = stage;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'parent' });
    const metadata = { event_type: 'delivery', event_payload: { key: 'k1' } };
    for (const text of ['one', 'two', 'three'])
      await client.chat.postMessage({ channel, thread_ts: ts, text, metadata });
    const first = await client.conversations.replies({ channel, ts, limit: 2, include_all_metadata: true });
    expect(first.messages?.map((one) => one.text)).toEqual(['parent', 'one', 'two']);
    expect(first.messages?.[1]).toMatchObject({ metadata, thread_ts: ts });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.replies({ channel, ts, limit: 2, cursor });
    expect(second.messages?.map((one) => one.text)).toEqual(['parent', 'three']);
    expect(second.messages?.[1]).not.toHaveProperty('metadata');
    const oldest = first.messages?.[2]?.ts ?? '';
    const later = await client.conversations.replies({ channel, ts, oldest });
    expect(later.messages?.map((one) => one.text)).toEqual(['parent', 'three']);
    expect(workspace.messages(channel, ts)).toHaveLength(4);
    const link = await client.chat.getPermalink({ channel, message_ts: oldest });
    expect(link.permalink).toContain(`thread_ts=${ts}`);
    const history = await client.conversations.history({ channel, limit: 1 });
    expect(history.messages).toMatchObject([{ text: 'parent', reply_count: 3 }]);
  });

  test('a deleted message without replies is gone, and what is sent to its thread lands in the channel', async () => {
    const { client, channel, workspace } = stage;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'gone soon' });
    workspace.deleteMessage(channel, ts);
    expect(await errorOf(client.conversations.replies({ channel, ts }))).toBe('thread_not_found');
    expect(await errorOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('message_not_found');
    const stray = await client.chat.postMessage({ channel, thread_ts: ts, text: 'astray' });
    expect(stray.message).not.toHaveProperty('thread_ts');
    expect(workspace.messages(channel).at(-1)?.text).toBe('astray');
  });

  test('a deleted message with replies stays as a tombstone, and its thread lives on', async () => {
    const { client, channel, workspace } = stage;
    const metadata = { event_type: 'delivery', event_payload: { key: 'k1' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'the card', metadata });
    const reply = await client.chat.postMessage({ channel, thread_ts: ts, text: 'in the thread' });
    workspace.deleteMessage(channel, ts);
    const left = await client.conversations.replies({ channel, ts, include_all_metadata: true });
    expect(left.messages?.[0]).toMatchObject({
      subtype: 'tombstone',
      user: 'USLACKBOT',
      ts,
      text: 'This message was deleted.',
      reply_count: 1,
    });
    for (const member of ['metadata', 'blocks', 'bot_id', 'app_id'])
      expect(left.messages?.[0]).not.toHaveProperty(member);
    const later = await client.chat.postMessage({ channel, thread_ts: ts, text: 'still there' });
    expect(later.message?.thread_ts).toBe(ts);
    const history = await client.conversations.history({ channel, limit: 1 });
    expect(history.messages).toMatchObject([{ subtype: 'tombstone', ts }]);
    for (const word of ['cant_update_message', 'edit_window_closed', 'message_not_found'] as const) {
      workspace.answerForTombstones(word);
      expect(await errorOf(client.chat.update({ channel, ts, text: 'x' }))).toBe(word);
    }
    expect(await errorOf(client.chat.delete({ channel, ts }))).toBe('message_not_found');
    workspace.deleteMessage(channel, reply.ts ?? '');
    expect(workspace.messages(channel, ts)).toHaveLength(2);
    await client.chat.delete({ channel, ts: later.ts ?? '' });
    expect(await errorOf(client.conversations.replies({ channel, ts }))).toBe('thread_not_found');
    expect(workspace.messages(channel).some((one) => one.ts === ts)).toBe(false);
  });

  test("what another app wrote bears its IDs, and is not the bot's to change", async () => {
    const { client, channel, workspace } = stage;
    const metadata = { event_type: 'delivery', event_payload: { key: 'k1' } };
    const app = { id: 'A0OTHER', botId: 'B0OTHER' };
    const { ts } = workspace.plant({ channel, app, text: 'planted', metadata });
    const { messages } = await client.conversations.history({
      channel,
      limit: 1,
      include_all_metadata: true,
    });
    expect(messages).toMatchObject([{ text: 'planted', app_id: 'A0OTHER', bot_id: 'B0OTHER', metadata }]);
    expect(await errorOf(client.chat.update({ channel, ts, text: 'x' }))).toBe('cant_update_message');
  });

  test('a range begins and ends at whole seconds, or with six decimals', async () => {
    const { client, channel } = stage;
    const history = (range: { oldest?: string; latest?: string }) =>
      errorOf(client.conversations.history({ channel, ...range }));
    for (const moment of ['0', '1767600000', '1767600000.000000', '1767600000.123456'])
      expect(await history({ oldest: moment, latest: moment })).toBe('none');
    for (const moment of ['1767600000.1', '1767600000.123', '1767600000.1234567', 'yesterday']) {
      expect(await history({ oldest: moment })).toBe('invalid_ts_oldest');
      expect(await history({ latest: moment })).toBe('invalid_ts_latest');
    }
  });
});

describe('files and faults', () => {
  test('an upload shows in its thread a little later', async () => {
    const { client, channel, workspace } = stage;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'LOA follows' });
    const file = Buffer.from('%PDF');
    await client.filesUploadV2({ channel_id: channel, thread_ts: ts, file, filename: 'loa.pdf' });
    const shared = await workspace.until('the file', () => workspace.messages(channel, ts)[1]?.files[0]);
    expect(Buffer.from(shared.bytes).toString()).toBe('%PDF');
    const info = await client.files.info({ file: shared.id });
    expect(info.file?.shares?.public?.[channel]).toMatchObject([{ thread_ts: ts }]);
    expect(workspace.file(shared.id)?.name).toBe('loa.pdf');
  });

  test('a call can fail before it is done, or after', async () => {
    const { client, channel, workspace } = stage;
    const post = (text: string) => client.chat.postMessage({ channel, text });
    const texts = () => workspace.messages(channel).map((one) => one.text);
    workspace.fault('chat.postMessage', { kind: 'status', status: 503, when: 'before' });
    workspace.fault('chat.postMessage', { kind: 'reset', when: 'after' });
    workspace.fault('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    workspace.fault('chat.postMessage', { kind: 'slow', ms: 1 });
    await expect(post('lost')).rejects.toThrow('503');
    await expect(post('done')).rejects.toThrow();
    expect(await errorOf(post('refused'))).toBe('fatal_error');
    await post('late');
    expect(texts()).toEqual(expect.arrayContaining(['done', 'late']));
    expect(texts()).not.toEqual(expect.arrayContaining(['lost']));
    const errors = workspace.calls('chat.postMessage').map((one) => one.error);
    expect(errors.slice(-4)).toEqual(['http_503', undefined, 'fatal_error', undefined]);
  });
});
