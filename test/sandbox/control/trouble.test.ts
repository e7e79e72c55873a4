import { CreateInterconnectCommand, DescribeLagsCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { directConnect, failureOf, ORDER } from '../aws/support.ts';
import { newsOf, stage } from '../page/support.ts';
import { webClient } from '../workspace/bot.ts';
import { callRaw, outcomeOf } from '../workspace/support.ts';

type Stage = Awaited<ReturnType<typeof stage>>;

/** One Socket Mode connection, greeted. */
async function connected({ workspace }: Stage): Promise<WebSocket> {
  const { url = '' } = await webClient(workspace, workspace.appToken).apps.connections.open();
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

describe("The page's trouble", () => {
  it('shows what can be set, and at first nothing that is', async () => {
    const { state, erin, workspace } = await stage();
    const { trouble } = await state(erin);
    expect(trouble).toMatchObject({
      slack: { percent: 0, struck: {} },
      aws: { percent: 0, struck: {} },
      archived: false,
      set: [],
    });
    for (const { calls, faults } of [trouble.slack, trouble.aws]) {
      expect(calls.length).toBeGreaterThan(5);
      expect(new Set(faults).size).toBe(faults.length);
    }
    for (const method of trouble.slack.calls) {
      expect(await outcomeOf(callRaw(workspace, method))).not.toContain('unknown_method');
    }
  });

  it('makes a Slack method go wrong so many times, in each way that it offers', async () => {
    const { trouble, state, erin, workspace } = await stage();
    const fault = 'HTTP 500, but done';
    expect(await trouble('slackFault', { call: 'auth.test', fault, times: 2 })).toEqual({});
    expect((await state(erin)).trouble.set).toEqual([`Next 2 auth.test: ${fault}`]);
    expect(await outcomeOf(callRaw(workspace, 'auth.test'))).toBe('500 http_500');
    expect((await state(erin)).trouble.set).toEqual([`Next auth.test: ${fault}`]);
    await callRaw(workspace, 'auth.test');
    const after = (await state(erin)).trouble;
    expect(after.set).toEqual([]);
    expect(after.slack.struck).toEqual({ '500 after': 2 });

    for (const each of after.slack.faults)
      await trouble('slackFault', { call: 'users.info', fault: each, times: 1 });
    expect(workspace.trouble().waiting).toHaveLength(after.slack.faults.length);
  });

  it('makes an AWS operation go wrong so many times, in each way that it offers', async () => {
    const { trouble, state, erin, aws } = await stage();
    const client = directConnect(aws);
    const fault = 'Half of the JSON, port made';
    await trouble('awsFault', { call: 'CreateInterconnect', fault, times: 1 });
    await trouble('awsFault', { call: 'DescribeLags', fault, times: 3 });
    expect((await state(erin)).trouble.set).toEqual([
      'Next CreateInterconnect: Half of the JSON, port made',
      'Next 3 DescribeLags: Half of the JSON',
    ]);
    expect((await failureOf(client.send(new CreateInterconnectCommand(ORDER)))).name).toBe('SyntaxError');
    expect(aws.interconnects).toHaveLength(1);
    await failureOf(client.send(new DescribeLagsCommand({})));
    const { struck, faults } = (await state(erin)).trouble.aws;
    expect(struck).toEqual({ 'truncated made': 1, truncated: 1 });

    aws.clearFaults();
    aws.fault('CreateInterconnect', { kind: 'reset', made: 'late' });
    expect((await state(erin)).trouble.set).toEqual([
      'Next CreateInterconnect: Connection reset, port made later',
    ]);
    aws.clearFaults();
    for (const each of faults) await trouble('awsFault', { call: 'DescribeTags', fault: each, times: 1 });
    expect(aws.trouble().waiting).toHaveLength(faults.length);
  });

  it('sets the weather in percent, and clears all that is set', async () => {
    const { trouble, state, erin, workspace, aws } = await stage();
    await trouble('slackShare', { percent: 20 });
    await trouble('awsShare', { percent: 50 });
    expect(workspace.trouble().weather).toEqual({ share: 0.2 });
    expect(aws.trouble().weather).toEqual({ share: 0.5 });
    const { slack, aws: atAws, set } = (await state(erin)).trouble;
    expect([slack.percent, atAws.percent]).toEqual([20, 50]);
    expect(set).toEqual(['20 % of the Slack calls fail', '50 % of the AWS calls fail']);
    await trouble('slackShare', { percent: 0 });
    expect(workspace.trouble().weather).toBeUndefined();

    await trouble('slackShare', { percent: 5 });
    await trouble('slackFault', { call: 'auth.test', fault: 'No answer', times: 1 });
    await trouble('awsFault', { call: 'DescribeLags', fault: 'No answer, no port', times: 1 });
    await trouble('deliverTwice');
    expect((await state(erin)).trouble.set).toHaveLength(5);
    await trouble('clear');
    expect((await state(erin)).trouble.set).toEqual([]);
    expect([workspace.trouble(), aws.trouble()]).toMatchObject([{ waiting: [], twice: 0 }, { waiting: [] }]);
  });

  it('asks connections to come back, and drops them', async () => {
    const scene = await stage();
    const asked = await connected(scene);
    const message = new Promise((resolve) =>
      asked.once('message', (data) => resolve(JSON.parse(String(data)))),
    );
    await scene.trouble('refreshSockets');
    expect(await message).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    const closed = new Promise((resolve) => asked.once('close', resolve));
    await scene.trouble('dropSockets');
    expect(await closed).toBe(1001);
    expect(scene.workspace.sockets()).toBe(0);
  });

  it('delivers the next click twice', async () => {
    const { trouble, state, act, workspace, erin, channel } = await stage();
    await trouble('deliverTwice');
    expect((await state(erin)).trouble.set).toEqual(['Delivered twice: the next click']);
    await act(erin, 'write', { text: '/interconnect', channel });
    await workspace.until('both', () => workspace.calls('views.open').length === 2);
    expect((await state(erin)).trouble).toMatchObject({ set: [], slack: { struck: { twice: 1 } } });
  });

  it('archives the channel and brings it back', async () => {
    const { trouble, state, workspace, erin, channel } = await stage();
    const post = () => outcomeOf(callRaw(workspace, 'chat.postMessage', { channel, text: 'x' }));
    await trouble('archive');
    expect(await post()).toBe('200 is_archived');
    expect((await state(erin)).trouble).toMatchObject({
      archived: true,
      set: ['#interconnects is archived'],
    });
    await trouble('unarchive');
    expect(await post()).toBe('200');
    expect((await state(erin)).trouble).toMatchObject({ archived: false, set: [] });
  });

  it("revokes the bot's token", async () => {
    const { trouble, state, workspace, erin } = await stage();
    await trouble('revokeToken');
    expect(await outcomeOf(callRaw(workspace, 'auth.test'))).toBe('200 token_revoked');
    const { set } = (await state(erin)).trouble;
    expect(set).toEqual(["The bot's token is revoked, until the demo starts anew"]);
    expect(JSON.stringify(await state(erin))).not.toContain(workspace.botToken);
  });

  it('deletes the newest card, not what people or threads say', async () => {
    const { trouble, workspace, lee, channel } = await stage();
    const client = webClient(workspace);
    const texts = () => workspace.messages(channel).map(({ text }) => text);
    const blocks = [{ type: 'divider' as const }];
    await client.chat.postMessage({ channel, text: 'old', blocks });
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'new', blocks });
    await client.chat.postMessage({ channel, text: 'in the thread', thread_ts: ts, blocks });
    await client.chat.postMessage({ channel, text: 'bare' });
    workspace.as(lee).say(channel, 'by hand');
    await trouble('deleteCard');
    expect(texts()).toEqual(['old', 'This message was deleted.', 'bare', 'by hand']);
    await trouble('deleteCard');
    expect(await trouble('deleteCard')).toEqual({ problem: 'There is no card.' });
    expect(texts()).toEqual(['This message was deleted.', 'bare', 'by hand']);
  });

  it('refuses what it does not offer, and anything that is no JSON', async () => {
    const { trouble, page, workspace, aws } = await stage();
    const fault = { call: 'auth.test', fault: 'No answer', times: 1 };
    const problems = [
      await trouble('earthquake'),
      await trouble('slackFault', { ...fault, call: 'chat.shout' }),
      await trouble('slackFault', { ...fault, fault: '<b>Fire</b>' }),
      await trouble('slackFault', { ...fault, times: 21 }),
      await trouble('awsFault', { call: 'CreateInterconnect', fault: 'No answer', times: 1 }),
      await trouble('slackShare', { percent: 51 }),
      await trouble('awsShare', {}),
      await trouble('awsShare', { percent: null }),
      await trouble('awsShare', { percent: ' ' }),
    ].map(({ problem }) => problem);
    expect(problems).toEqual([
      'Unknown trouble: earthquake',
      'Not among the choices: chat.shout',
      'Not among the choices: <b>Fire</b>',
      'times is a whole number from 1 to 20.',
      'Not among the choices: No answer',
      ...Array(4).fill('percent is a whole number from 0 to 50.'),
    ]);
    const headers = { 'content-type': 'text/plain' };
    const body = JSON.stringify({ kind: 'revokeToken' });
    const plain = await fetch(`${page.url}/api/v1/trouble`, { method: 'POST', headers, body });
    expect(plain.status).toBe(415);
    expect([workspace.trouble(), aws.trouble()]).toMatchObject([
      { waiting: [], revoked: [] },
      { waiting: [] },
    ]);
  });

  it('tells open pages that something was set', async () => {
    const { page, trouble } = await stage();
    const news = await newsOf(page.url);
    const { journal } = await news();
    await trouble('slackShare', { percent: 1 });
    expect((await news()).journal).toBeGreaterThan(journal);
  });
});
