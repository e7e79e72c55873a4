import { CreateInterconnectCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import type { Conversation, View } from '../../../sandbox/control/view.ts';
import { directConnect, ORDER } from '../aws/support.ts';
import { newsOf, stage } from '../page/support.ts';
import { webClient } from '../workspace/bot.ts';

const MINUTE = 60_000;

/** The channel of the approvals as a person sees it. */
function channelOf({ conversations, main }: View): Conversation {
  const [found] = conversations.filter(({ id }) => id === main);
  if (!found) throw new Error('The approvals channel is not there.');
  return found;
}

describe("A person's view", () => {
  it('says who and what is there', async () => {
    const { state, erin, lee, channel, workspace } = await stage();
    expect(await state(erin)).toMatchObject({
      version: 1,
      as: erin,
      sentence: 'Demo.',
      steps: ['One.', 'Two.'],
      people: [
        { id: erin, name: 'Erin', role: 'engineer', key: '1', as: 'erin' },
        { id: lee, name: 'Lee', role: 'lead', key: '2', as: 'lee' },
      ],
      names: {
        users: { [erin]: 'Erin', [lee]: 'Lee' },
        channels: { [channel]: 'interconnects' },
      },
      app: { name: 'Interconnect', userId: workspace.botUserId },
      commands: [
        { command: '/interconnect', description: 'Order a Direct Connect interconnect', usageHint: '' },
      ],
      shortcuts: [{ name: 'Order an interconnect', callbackId: 'order_interconnect' }],
      homeTab: true,
      messagesTab: true,
      main: channel,
      conversations: [{ id: channel, name: 'interconnects', kind: 'channel', archived: false, messages: [] }],
      invariant: { calls: 0, madeNothing: 0, ports: 0, doubles: 0 },
      ports: [],
      awsCalls: [],
    });
    for (const as of ['lee', lee]) expect((await state(as)).as).toBe(lee);
    const group = [...workspace.groups.keys()];
    expect([(await state(erin)).groups, (await state(lee)).groups]).toEqual([[], group]);
    expect((await state('nobody')).as).toBe(erin);
  });

  it('has the channels that the person is in, then the direct message', async () => {
    const { state, erin, lee, channel, workspace } = await stage();
    const own = workspace.addChannel({ name: 'leads', members: [lee], private: true }).id;
    workspace.archive(own);
    const client = webClient(workspace);
    const { channel: dm } = await client.conversations.open({ users: lee });
    await client.chat.postMessage({ channel: dm?.id ?? '', text: 'For you alone' });
    expect((await state(erin)).conversations.map(({ id }) => id)).toEqual([channel]);
    expect((await state(lee)).conversations).toMatchObject([
      { id: channel, kind: 'channel' },
      { id: own, name: 'leads', kind: 'private', archived: true },
      { id: dm?.id, kind: 'dm', messages: [{ text: 'For you alone', ephemeral: false, files: [] }] },
    ]);
  });

  it('shows an order through a form, from the command to the card', async () => {
    const { act, options, state, erin, lee, channel } = await stage();
    expect(await act(erin, 'write', { text: '/interconnect', channel })).toEqual({});
    expect((await state(erin)).modal?.view).toMatchObject({ title: { text: 'Order an interconnect' } });
    expect((await state(lee)).modal).toBeUndefined();

    const found = await options(erin, 'location', 'ashb');
    expect(found.options).toEqual([{ text: 'Equinix DC2/DC11, Ashburn, VA', value: 'EqDC2' }]);
    await act(erin, 'choose', { block: 'location', value: 'EqDC2', query: 'ashb' });
    await act(erin, 'choose', { block: 'bandwidth', value: '10Gbps' });
    await act(erin, 'type', { block: 'reason', text: 'Traffic' });
    await act(erin, 'type', { block: 'name', text: 'bad' });
    await act(erin, 'submit');
    expect((await state(erin)).modal?.errors).toEqual({ name: 'Give another name.' });
    await act(erin, 'type', { block: 'name', text: 'ashburn-1' });
    await act(erin, 'submit');

    const view = await state(lee);
    expect(view.modal).toBeUndefined();
    const [card] = channelOf(view).messages;
    expect(card).toMatchObject({ text: '*ashburn-1*', replies: [], edited: false, tombstone: false });
    await act(lee, 'press', { channel, ts: card?.ts, button: 'Approve', value: 'ic-1' });
    expect(channelOf(await state(lee)).messages[1]).toMatchObject({
      ephemeral: true,
      text: "You can't decide this.",
    });
    expect(channelOf(await state(erin)).messages).toHaveLength(1);
  });

  it('shows messages and threads, and a form until it is closed', async () => {
    const { act, state, erin, channel } = await stage();
    await act(erin, 'write', { text: 'Hello', channel });
    const [{ ts } = { ts: '' }] = channelOf(await state(erin)).messages;
    await act(erin, 'write', { text: 'And more', channel, threadTs: ts });
    expect(channelOf(await state(erin)).messages).toMatchObject([
      { text: 'Hello', replies: [{ text: 'And more', threadTs: ts }] },
    ]);
    await act(erin, 'write', { text: '/interconnect', channel });
    await act(erin, 'close');
    expect((await state(erin)).modal).toBeUndefined();
  });

  it('shows a form in the window that opened it, and wherever no window is named', async () => {
    const { act, page, erin, channel } = await stage();
    const modalIn = async (window: string) => {
      const answer = await fetch(`${page.url}/api/v1/state?as=erin${window}`);
      return ((await answer.json()) as View).modal?.id;
    };
    await act(erin, 'write', { text: '/interconnect', channel, window: 'one' });
    const first = await modalIn('&window=one');
    expect([first !== undefined, await modalIn('&window=two'), await modalIn('')]).toEqual([
      true,
      undefined,
      first,
    ]);
    await act(erin, 'openHome', { window: 'two' });
    expect([await modalIn('&window=one'), await modalIn('&window=two')]).toEqual([first, undefined]);
    await act(erin, 'close', { window: 'one' });
    await act(erin, 'write', { text: '/interconnect', channel, window: 'two' });
    expect([await modalIn('&window=one'), await modalIn('&window=two')]).toEqual([
      undefined,
      expect.any(String),
    ]);
  });

  it('says what went wrong, in words', async () => {
    const { act, erin, channel } = await stage();
    expect(await act('U0NOBODY', 'submit')).toEqual({ problem: 'as is none of the people here.' });
    expect(await act(erin, 'dance')).toEqual({ problem: 'Unknown act: dance' });
    expect(await act(erin, 'type', { block: 'name' })).toEqual({ problem: 'text is missing.' });
    expect((await act(erin, 'submit')).problem).toContain('no modal');
    expect((await act(erin, 'press', { channel, ts: '1.1', button: 'Approve' })).problem).toContain('1.1');
  });

  it('is told to be new when something has happened', async () => {
    const { page, aws } = await stage();
    const news = await newsOf(page.url);
    const { journal } = await news();
    await directConnect(aws).send(new CreateInterconnectCommand(ORDER));
    expect((await news()).journal).toBeGreaterThan(journal);
  });
});

describe('The promise in numbers', () => {
  const tagged = (request: string) => ({
    ...ORDER,
    tags: [{ key: 'interconnect-bot:request-id', value: request }],
  });

  it('counts calls, ports, and ports beyond the first of one request, deleted ones too', async () => {
    const { aws, state, erin } = await stage();
    const client = directConnect(aws, { maxAttempts: 1 });
    const order = (request: string) => client.send(new CreateInterconnectCommand(tagged(request)));
    await order('ic-1');
    const { interconnectId = '' } = await order('ic-2');
    aws.fault('CreateInterconnect', { kind: 'reset', made: false });
    await order('ic-3').catch(() => {});
    aws.interconnects.push({
      ...(aws.interconnects[0] as (typeof aws.interconnects)[0]),
      interconnectId: 'dxcon-old',
    });
    expect((await state(erin)).invariant).toEqual({ calls: 3, madeNothing: 1, ports: 2, doubles: 0 });
    aws.setState(interconnectId, 'deleted');
    aws.fault('CreateInterconnect', { kind: 'reset', made: true });
    await order('ic-2').catch(() => {});
    expect((await state(erin)).invariant).toEqual({ calls: 4, madeNothing: 1, ports: 3, doubles: 1 });
    expect((await state(erin)).awsCalls).toEqual([{ operation: 'CreateInterconnect', times: 4 }]);
  });

  it('counts no port as a double that people have ordered again', async () => {
    const approved: Record<string, number> = { 'ic-1': 2, 'ic-2': 1 };
    const approvals = (request?: string) => (request === undefined ? 3 : (approved[request] ?? 0));
    const { aws, state, erin } = await stage({}, { approvals });
    const client = directConnect(aws);
    for (const request of ['ic-1', 'ic-1', 'ic-2'])
      await client.send(new CreateInterconnectCommand(tagged(request)));
    expect((await state(erin)).invariant).toMatchObject({ approvals: 3, ports: 3, doubles: 0 });
    await client.send(new CreateInterconnectCommand(tagged('ic-2')));
    expect((await state(erin)).invariant).toMatchObject({ approvals: 3, ports: 4, doubles: 1 });
  });

  it('counts approvals where somebody does', async () => {
    const { state, erin } = await stage({}, { approvals: () => 4 });
    expect((await state(erin)).invariant.approvals).toBe(4);
  });
});

describe('A port as it is shown', () => {
  /** One port, ten minutes in each state; the clock stands still. */
  async function withPort() {
    const all = await stage();
    all.aws.lifecycle = { requested: 10 * MINUTE, pending: 10 * MINUTE, down: 10 * MINUTE };
    all.aws.clock.speed(0);
    await directConnect(all.aws).send(
      new CreateInterconnectCommand({
        ...ORDER,
        tags: [{ key: 'interconnect-bot:request-id', value: 'ic-7' }],
      }),
    );
    const start = all.aws.clock.now();
    const strip = async () => {
      const [port] = (await all.state(all.erin)).ports;
      if (!port) throw new Error('There is no port.');
      const minutes = (at: number | undefined) => (at === undefined ? undefined : (at - start) / MINUTE);
      const steps = port.steps.map(({ state, at, expectedAt }) => [state, minutes(at), minutes(expectedAt)]);
      return { ...port, steps };
    };
    return { ...all, strip, start, id: all.aws.interconnects[0]?.interconnectId ?? '' };
  }

  it('has its way to light, with the times that were and those to come', async () => {
    const { aws, strip, start, id } = await withPort();
    expect(await strip()).toMatchObject({
      interconnectId: id,
      name: ORDER.interconnectName,
      location: ORDER.location,
      bandwidth: ORDER.bandwidth,
      state: 'requested',
      request: 'ic-7',
      madeAt: start,
      held: false,
      hasLoa: false,
      steps: [
        ['requested', 0, undefined],
        ['pending', undefined, 10],
        ['down', undefined, 20],
        ['available', undefined, 30],
      ],
    });
    aws.clock.jump(25 * MINUTE);
    expect(await strip()).toMatchObject({
      state: 'down',
      steps: [
        ['requested', 0, undefined],
        ['pending', 10, undefined],
        ['down', 20, undefined],
        ['available', undefined, 30],
      ],
    });
    aws.clock.jump(25 * MINUTE);
    aws.setState(id, 'down');
    aws.clock.jump(MINUTE);
    aws.setState(id, 'deleted');
    expect((await strip()).steps.slice(3)).toEqual([
      ['available', 30, undefined],
      ['down', 50, undefined],
      ['deleted', 51, undefined],
    ]);
  });

  it('has nobody know when, where nothing happens by itself', async () => {
    const { aws, strip, id } = await withPort();
    aws.setState(id, 'pending');
    expect((await strip()).steps).toEqual([
      ['requested', 0, undefined],
      ['pending', 0, undefined],
      ['down', undefined, undefined],
      ['available', undefined, undefined],
    ]);
  });
});
