import { CreateInterconnectCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it, onTestFinished } from 'vitest';
import { twoLeads } from '../../../sandbox/control/dare/click-plots.ts';
import type { Bots } from '../../../sandbox/control/house.ts';
import type { ControlOptions } from '../../../sandbox/control/types.ts';
import type { BotView, Scenario } from '../../../sandbox/control/view.ts';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { Delivery } from '../../../sandbox/workspace/types.ts';
import { directConnect, ORDER } from '../aws/support.ts';
import { stage } from '../page/support.ts';
import { webClient } from '../workspace/bot.ts';
import { callRaw, outcomeOf } from '../workspace/support.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const header = (text: string) => ({ type: 'header' as const, text: plain(text) });
const approve = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'approve', text: plain('Approve'), value: 'ic-7' }],
};

/** One bot that only says what it was told to do. */
function bots(): Bots & { done: string[] } {
  const bot: BotView = { name: 'Bot 1', state: 'ready', since: 0, words: [], next: undefined };
  const listeners: (() => void)[] = [];
  const done: string[] = [];
  return {
    done,
    view: () => ({ bots: [bot], quorum: 1, freeze: false, dryRun: false, can: [], problem: undefined }),
    do(kind, { bot: name }) {
      done.push(`${kind} ${String(name)}`);
      bot.state = kind === 'kill' ? 'down' : 'ready';
      for (const listener of listeners) listener();
    },
    on(listener) {
      listeners.push(listener);
      return () => {};
    },
  };
}

/** A stage with a card that waits for approval, on which the test plays the bot. */
async function withCard(...options: Parameters<typeof stage>) {
  const all = await stage(...options);
  const { workspace, aws, channel, page, state, erin } = all;
  const slack = webClient(workspace);
  const { ts = '' } = await slack.chat.postMessage({
    channel,
    text: 'Waiting',
    blocks: [header('Waiting'), approve],
  });
  const dare = async (kind: string, scenario: string) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ kind, scenario });
    return (await fetch(`${page.url}/api/v1/dare`, { method: 'POST', headers, body })).json();
  };
  return {
    ...all,
    dare,
    course: async (id: string): Promise<Scenario | undefined> =>
      (await state(erin)).dare.find((one) => one.id === id),
    press: (as: string) => all.act(as, 'press', { channel, ts, button: 'Approve', value: 'ic-7' }),
    order: () =>
      directConnect(aws, { maxAttempts: 1 })
        .send(
          new CreateInterconnectCommand({
            ...ORDER,
            tags: [{ key: 'interconnect-bot:request-id', value: 'ic-7' }],
          }),
        )
        .catch(() => undefined),
    /** What the bot tells once it knows its port. */
    tell: async (line = `${aws.interconnects[0]?.interconnectId} is requested`) => {
      await slack.chat.postMessage({ channel, text: line, thread_ts: ts });
      const status = `Ordered: ${aws.interconnects[0]?.interconnectId}`;
      await slack.chat.update({ channel, ts, text: 'ic-7', blocks: [header(status)] });
    },
  };
}

describe('The dare', () => {
  it('offers what can be played here, and arms nothing by itself', async () => {
    const { state, erin, dare } = await withCard();
    const offered = (await state(erin)).dare;
    expect(offered.map(({ id }) => id)).toEqual([
      'answer-lost-port-made',
      'answer-lost-no-port',
      'click-twice',
      'aws-busy',
      'archive-channel',
      'delete-card',
      'slack-away',
    ]);
    expect(offered.every(({ stage: one, made }) => one === 'idle' && made.length === 0)).toBe(true);
    for (const { title, words, todo } of offered) expect([title, words, todo].every(Boolean)).toBe(true);
    expect(await dare('arm', 'earthquake')).toEqual({ problem: 'There is no scenario earthquake here.' });
    expect(await dare('arm', 'kill-in-call')).toHaveProperty('problem');
    expect(await dare('tickle', 'aws-busy')).toEqual({ problem: 'The dare knows no tickle.' });
  });

  it('is armed, strikes, and is settled once the bot has told both on the card and under it', async () => {
    const { dare, course, press, order, tell, lee, workspace, channel } = await withCard();
    await dare('arm', 'answer-lost-port-made');
    expect(await course('answer-lost-port-made')).toMatchObject({ stage: 'armed' });
    await press(lee);
    expect(await course('answer-lost-port-made')).toMatchObject({ stage: 'armed' });
    await order();
    const struck = await course('answer-lost-port-made');
    expect(struck).toMatchObject({ stage: 'struck', made: [] });
    expect(struck?.struckAt).toBeGreaterThan(0);
    const [card] = workspace.messages(channel);
    await webClient(workspace).chat.postMessage({ channel, text: 'Looking', thread_ts: card?.ts ?? '' });
    expect(await course('answer-lost-port-made')).toMatchObject({ stage: 'struck', made: ['Looking'] });
    await tell();
    const settled = await course('answer-lost-port-made');
    expect(settled).toMatchObject({ stage: 'settled' });
    expect(settled?.made).toHaveLength(3);
    // The bot of the test answers the click in private, which counts as turned down.
    expect(settled?.verdict).toBe(
      'no approval, 1 call, 1 port: found by its tag and taken over, not ordered again.',
    );
    await order();
    expect((await course('answer-lost-port-made'))?.verdict).toBe('2 ports: it was ordered twice.');
    await dare('arm', 'answer-lost-port-made');
    expect(await course('answer-lost-port-made')).toMatchObject({ stage: 'armed', made: [] });
  });

  it('is disarmed: what was set is taken back, and only that', async () => {
    const { dare, course, aws, workspace, channel, press, lee, trouble } = await withCard();
    await trouble('awsFault', { call: 'CreateInterconnect', fault: 'Empty answer, port made', times: 1 });
    for (const id of ['answer-lost-port-made', 'answer-lost-no-port', 'aws-busy']) await dare('arm', id);
    expect(aws.trouble().waiting).toHaveLength(5);
    for (const id of ['answer-lost-port-made', 'answer-lost-no-port', 'aws-busy']) await dare('disarm', id);
    expect(aws.trouble().waiting).toMatchObject([{ fault: { kind: 'empty' } }]);

    for (const id of ['archive-channel', 'slack-away']) await dare('arm', id);
    await press(lee);
    expect(workspace.channels.get(channel)?.isArchived).toBe(true);
    expect(await outcomeOf(callRaw(workspace, 'auth.test'))).toBe('503 http_503');
    for (const id of ['archive-channel', 'slack-away']) await dare('disarm', id);
    expect(workspace.channels.get(channel)?.isArchived).toBe(false);
    expect(await outcomeOf(callRaw(workspace, 'auth.test'))).toBe('200');
    expect(await course('slack-away')).toMatchObject({ stage: 'idle' });
  });

  it('strikes once', async () => {
    const { dare, course, workspace, channel, press, lee, trouble } = await withCard();
    await dare('arm', 'archive-channel');
    await press(lee);
    expect(await course('archive-channel')).toMatchObject({ stage: 'struck' });
    await trouble('unarchive');
    await press(lee);
    expect(workspace.channels.get(channel)?.isArchived).toBe(false);
  });

  it('kills the bots in the call, and starts them again', async () => {
    const house = bots();
    const { dare, course, press, order, tell, lee, aws } = await withCard({}, { bots: house });
    await dare('arm', 'kill-in-call');
    await press(lee);
    const ordered = order();
    await aws.until('the call', () => aws.calls('CreateInterconnect')[0]);
    expect(house.done).toEqual(['kill Bot 1']);
    expect(await course('kill-in-call')).toMatchObject({ stage: 'struck' });
    await expect.poll(() => house.done).toEqual(['kill Bot 1', 'start Bot 1']);
    await tell();
    expect(await course('kill-in-call')).toMatchObject({
      stage: 'settled',
      verdict: expect.stringContaining('1 call, 1 port'),
    });
    await aws.close();
    await ordered;
  });

  it('delivers the next approval twice, and nothing else', async () => {
    const { dare, course, act, workspace, channel, lee, press } = await withCard();
    await dare('arm', 'click-twice');
    const deliveries: number[] = [];
    workspace.onTraffic((traffic) => {
      if (traffic.kind === 'delivery') deliveries.push(traffic.times);
    });
    await act(lee, 'write', { text: '/interconnect', channel });
    expect(await course('click-twice')).toMatchObject({ stage: 'armed' });
    await press(lee);
    expect(deliveries).toEqual([1, 2]);
    expect(await course('click-twice')).toMatchObject({ stage: 'struck' });
  });

  it('leaves no other click to be delivered twice', async () => {
    const { dare, course, act, workspace, channel, lee, press } = await withCard();
    await dare('arm', 'click-twice');
    expect(await act(lee, 'press', { channel, ts: '1.000000', button: 'Approve' })).toHaveProperty('problem');
    expect(workspace.trouble().twice).toBe(0);
    workspace.setRequestUrl(undefined);
    await press(lee);
    expect(workspace.trouble().twice).toBe(0);
    expect(await course('click-twice')).toMatchObject({ stage: 'armed' });
  });

  it('takes Slack back from nobody who has set its weather meanwhile', async () => {
    const { dare, press, lee, erin, trouble, state } = await withCard();
    await dare('arm', 'slack-away');
    await press(lee);
    await trouble('slackShare', { percent: 20 });
    await dare('disarm', 'slack-away');
    expect((await state(erin)).trouble.slack.percent).toBe(20);
  });

  it('is settled where nothing is ordered any more', async () => {
    const { dare, course, press, lee, workspace, channel } = await withCard();
    await dare('arm', 'click-twice');
    await press(lee);
    const [card] = workspace.messages(channel);
    const blocks = [header('Rejected by Lin: no'), approve];
    await webClient(workspace).chat.update({ channel, ts: card?.ts ?? '', text: 'ic-7', blocks });
    expect(await course('click-twice')).toMatchObject({
      stage: 'settled',
      verdict: 'no approval, no call, no port: it came to no order.',
    });
  });

  it('calls two ports of one request a double, however many people approved it', async () => {
    const { dare, course, press, order, tell, lee, erin, workspace, state } = await withCard();
    // Nobody turns a press down.
    workspace.setRequestUrl('http://127.0.0.1:9/');
    await dare('arm', 'answer-lost-port-made');
    for (const person of [lee, erin]) await press(person);
    await order();
    await tell();
    const verdict = async () => (await course('answer-lost-port-made'))?.verdict;
    expect(await verdict()).toContain('2 approvals, 1 call, 1 port');
    await order();
    expect(await verdict()).toBe('2 ports: it was ordered twice.');
    expect((await state(erin)).invariant.doubles).toBe(1);
  });

  it('says as many approvals as were recorded, where that is known, and not as many as were pressed', async () => {
    const approvals = (request?: string) => (request === 'ic-7' ? 1 : 4);
    const { dare, course, press, order, tell, erin, lee } = await withCard({}, { approvals });
    await dare('arm', 'answer-lost-port-made');
    for (const person of [erin, lee]) await press(person);
    await order();
    await tell();
    expect((await course('answer-lost-port-made'))?.verdict).toMatch(/^1 approval, 1 call, 1 port/);
  });

  it('keeps to its verdict when the card is deleted afterwards', async () => {
    const { dare, course, press, order, tell, lee, workspace, channel } = await withCard();
    await dare('arm', 'answer-lost-port-made');
    await press(lee);
    await order();
    await tell();
    const { verdict } = (await course('answer-lost-port-made')) ?? {};
    workspace.deleteMessage(channel, workspace.messages(channel)[0]?.ts ?? '');
    expect(await course('answer-lost-port-made')).toMatchObject({ stage: 'settled', verdict });
  });

  it('says that people are asked where a plot ends so', async () => {
    const { dare, course, press, order, lee, workspace, channel } = await withCard();
    for (const id of ['answer-lost-no-port', 'slack-away']) await dare('arm', id);
    await press(lee);
    await order();
    await callRaw(workspace, 'auth.test');
    expect(await course('slack-away')).toMatchObject({ stage: 'struck' });
    await expect.poll(() => outcomeOf(callRaw(workspace, 'auth.test'))).toBe('200');
    const [card] = workspace.messages(channel);
    const blocks = [header('Needs a decision'), approve];
    await webClient(workspace).chat.update({ channel, ts: card?.ts ?? '', text: 'ic-7', blocks });
    expect((await course('slack-away'))?.verdict).toMatch(
      /no port: people are asked before anything else\.$/,
    );
  });
});

it('takes two presses for two leads at once only where both are leads', async () => {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  const people = ['engineer', 'lead', 'lead'].map((role, at) => ({
    role,
    id: workspace.addUser({ name: `${role}-${at}` }).id,
  }));
  const [erin = '', lee = '', lin = ''] = people.map(({ id }) => id);
  const struck: unknown[] = [];
  const trap = twoLeads.arm({
    options: { workspace, people } as ControlOptions,
    struck: (request) => struck.push(request),
    note: () => {},
  });
  const approval = { message: undefined, times: 1, done: new Promise<Delivery>(() => {}) };
  const press = (user: string, request: string) => trap.onApproval?.({ ...approval, user, request });
  const channel = workspace.addChannel({ name: 'approvals' }).id;
  const message = workspace.as(erin).say(channel, 'Card');
  trap.beforeApproval?.({ person: workspace.as(erin), message, value: undefined });
  for (const user of [erin, lee]) press(user, 'ic-1');
  expect(struck).toEqual([]);
  trap.beforeApproval?.({ person: workspace.as(lee), message, value: undefined });
  for (const user of [lee, lin]) press(user, 'ic-2');
  expect(struck).toEqual(['ic-2']);
});

it('lets a second lead press where both see the card, and not in direct messages', async () => {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  const people = ['lead', 'lead'].map((role, at) => ({
    role,
    id: workspace.addUser({ name: `${role}-${at}` }).id,
  }));
  const [lee = '', lin = ''] = people.map(({ id }) => id);
  const noted: string[] = [];
  const trap = twoLeads.arm({
    options: { workspace, people } as ControlOptions,
    struck: () => {},
    note: (what) => noted.push(what),
  });
  const own = workspace.addChannel({ name: 'own', members: [lee] }).id;
  const shared = workspace.addChannel({ name: 'shared', members: [lee, lin] }).id;
  const pressIn = (channel: string) => {
    const person = workspace.as(lee);
    const click = { person, message: person.say(channel, 'No card'), value: undefined };
    trap.beforeApproval?.(click);
    trap.afterApproval?.(click);
  };
  pressIn(own);
  expect(trap.isOver?.()).toBe(true);
  pressIn(shared);
  // The message has no such button: that Lin tried is told.
  await expect.poll(() => noted).toHaveLength(1);
});
