import {
  CreateInterconnectCommand,
  DescribeInterconnectsCommand,
  DescribeTagsCommand,
} from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import type { JournalDetail, JournalEntry } from '../../../sandbox/control/view.ts';
import { directConnect, ORDER } from '../aws/support.ts';
import { newsOf, stage } from '../page/support.ts';
import { webClient } from '../workspace/bot.ts';
import { callRaw } from '../workspace/support.ts';

const DAY = 24 * 3_600_000;
const TAGS = [{ key: 'interconnect-bot:request-id', value: 'ic-7' }];
const divider = { type: 'divider' as const };

/** A stage with its journal. */
async function withJournal(...options: Parameters<typeof stage>) {
  const all = await stage(...options);
  const get = async (path: string) => (await fetch(`${all.page.url}/api/v1/${path}`)).json();
  const journal = async (after = 0) =>
    (await get(`journal?after=${after}`)) as { entries: JournalEntry[]; last: number };
  return {
    ...all,
    journal,
    detail: async (n: number) => (await get(`journal/${n}`)) as JournalDetail & { problem?: string },
    lines: async (...sides: JournalEntry['side'][]) =>
      (await journal()).entries
        .filter(({ side }) => sides.length === 0 || sides.includes(side))
        .map(({ who, what }) => `${who} ${what}`),
    find: async (words: string) => {
      const found = (await journal()).entries.find(({ what }) => what.includes(words));
      if (!found) throw new Error(`No entry says ${words}.`);
      return found;
    },
  };
}

describe('The journal', () => {
  it('has an order from the command to the answer, in one order, with what went over the wire', async () => {
    const { act, journal, detail, erin, lee, channel, workspace } = await withJournal();
    await act(erin, 'write', { text: '/interconnect', channel });
    await act(erin, 'choose', { block: 'location', value: 'EqDC2', query: 'ashb' });
    await act(erin, 'choose', { block: 'bandwidth', value: '10Gbps' });
    await act(erin, 'type', { block: 'reason', text: 'Traffic' });
    await act(erin, 'type', { block: 'name', text: 'ashburn-1' });
    await act(erin, 'submit');
    const [card] = workspace.messages(channel);
    await act(lee, 'press', { channel, ts: card?.ts, button: 'Approve', value: 'ic-1' });
    const { entries, last } = await journal();
    expect(entries.map(({ side, who, what }) => `${side}: ${who} ${what}`)).toEqual([
      'person: Erin types /interconnect',
      'bot: Slack delivers the command /interconnect',
      'slack: Bot views.open: the form "Order an interconnect"',
      'person: Erin looks for "ashb" in location',
      'bot: Slack delivers the question what a select lists for "ashb"',
      'person: Erin sends "Order an interconnect"',
      'bot: Slack delivers the form',
      'slack: Bot chat.postMessage: a card: Waiting for approval: 0 of 1',
      'person: Lee presses "Approve"',
      'bot: Slack delivers the click',
      "slack: Bot chat.postEphemeral: to Lee alone: You can't decide this.",
    ]);
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
    expect(last).toBe(11);
    expect((await journal(9)).entries.map(({ n }) => n)).toEqual([10, 11]);

    const message = { channel, ts: card?.ts };
    expect(entries[8]).toMatchObject({ about: { message }, hasDetail: false, ok: true });
    expect(entries[9]).toMatchObject({ about: { request: 'ic-1', message }, hasDetail: true });
    expect(await detail(7)).toMatchObject({
      request: { type: 'view_submission' },
      response: { status: 200, body: { response_action: 'clear' } },
    });
    expect(await detail(11)).toMatchObject({
      request: { channel, user: lee },
      response: { ok: true },
    });
    expect((await detail(12)).problem).toContain('no entry 12');
  });

  it('gives a call as a command that does it again', async () => {
    const { detail, find, workspace, channel } = await withJournal();
    const text = `It's "here", $HOME & more`;
    await webClient(workspace).chat.postMessage({ channel, text, blocks: [divider] });
    const { n } = await find('chat.postMessage');
    const { curl = '' } = await detail(n);
    expect(curl).toContain(workspace.botToken);
    const { execFile } = await import('node:child_process');
    await new Promise<void>((resolve, reject) => {
      execFile('sh', ['-c', curl], (error) => (error ? reject(error) : resolve()));
    });
    const messages = workspace.messages(channel);
    expect(messages.map((message) => message.text)).toEqual([text, text]);
    expect(messages[1]?.blocks).toHaveLength(1);
  });

  it('has what AWS was asked and made, also where the answer was lost', async () => {
    const { aws, journal, detail, lines } = await withJournal();
    const client = directConnect(aws, { maxAttempts: 1 });
    aws.fault('CreateInterconnect', { kind: 'reset', made: true });
    await client.send(new CreateInterconnectCommand({ ...ORDER, tags: TAGS })).catch(() => {});
    const [port] = aws.interconnects;
    expect(await lines()).toEqual([
      'AWS CreateInterconnect: Connection reset, port made',
      `Bot CreateInterconnect ${ORDER.bandwidth} at ${ORDER.location}: connection reset, port made`,
    ]);
    const { entries } = await journal();
    expect(entries).toMatchObject([
      { side: 'fault', ok: false },
      { side: 'aws', ok: false, about: { request: 'ic-7', port: port?.interconnectId } },
    ]);
    const { request, response, curl } = await detail(2);
    expect(request).toMatchObject({ interconnectName: ORDER.interconnectName });
    expect(response).toMatchObject({
      outcome: 'reset',
      answer: { interconnectId: port?.interconnectId, interconnectState: 'requested' },
    });
    expect(curl).toContain(`aws directconnect create-interconnect --endpoint-url ${aws.url}`);
  });

  it('folds reads that answer the same, until something else happens', async () => {
    const { aws, lines, workspace, channel, lee } = await withJournal();
    const client = directConnect(aws);
    const list = () => client.send(new DescribeInterconnectsCommand({}));
    const tags = () => client.send(new DescribeTagsCommand({ resourceArns: [] })).catch(() => {});
    const users = () => webClient(workspace).users.info({ user: lee });
    for (let round = 0; round < 3; round += 1) {
      await list();
      await users();
    }
    expect(await lines()).toEqual([
      'Bot DescribeInterconnects: 0 interconnects (3 times)',
      'Bot users.info: Lee (3 times)',
    ]);
    // A bot that starts has dozens of messages validated.
    for (const text of ['One', 'Two']) {
      const blocks = [{ type: 'section', text: { type: 'plain_text', text } }];
      await callRaw(workspace, 'blocks.validate', { blocks });
    }
    expect((await lines()).slice(2)).toEqual(['Bot blocks.validate (2 times)']);
    workspace.as(lee).say(channel, 'Hello');
    await list();
    await tags();
    expect((await lines()).slice(3, 6)).toEqual([
      'Lee writes in #interconnects: Hello',
      'Slack delivers the event message',
      'Bot DescribeInterconnects: 0 interconnects',
    ]);
  });

  it('has what becomes of ports, whoever looks', async () => {
    const { aws, lines, journal } = await withJournal();
    await directConnect(aws).send(new CreateInterconnectCommand({ ...ORDER, tags: TAGS }));
    const [{ interconnectId, createdAt } = { interconnectId: '', createdAt: 0 }] = aws.interconnects;
    aws.clock.jump(DAY);
    aws.setState(interconnectId, 'down');
    await expect
      .poll(() => lines('aws'))
      .toEqual([
        `Bot CreateInterconnect ${ORDER.bandwidth} at ${ORDER.location}: ${interconnectId} made`,
        `AWS ${interconnectId} is pending`,
        `AWS ${interconnectId} is down`,
        `AWS ${interconnectId} is available`,
        `AWS ${interconnectId} is down`,
      ]);
    const { entries } = await journal();
    expect(entries[1]).toMatchObject({
      at: createdAt + 3000,
      about: { request: 'ic-7', port: interconnectId },
    });
  });

  it('knows what belongs together: a card, its thread, its request and its port', async () => {
    const { aws, workspace, channel, journal, find, act, lee } = await withJournal();
    const client = webClient(workspace);
    const metadata = { event_type: 'order', event_payload: { request: 'ic-7' } };
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'Card', blocks: [divider], metadata });
    const message = { channel, ts };
    expect((await find('a card: Card')).about).toEqual({ request: 'ic-7', message });
    const line = await client.chat.postMessage({ channel, text: 'A line', thread_ts: ts });
    expect((await find('A line')).about).toEqual({ request: 'ic-7', message });
    await directConnect(aws).send(new CreateInterconnectCommand({ ...ORDER, tags: TAGS }));
    const about = { request: 'ic-7', port: aws.interconnects[0]?.interconnectId, message };
    expect((await find('CreateInterconnect')).about).toEqual(about);
    await client.chat.update({ channel, ts: line.ts ?? '', text: 'Another line' });
    expect((await find('a line in the thread says Another line')).about).toEqual(about);
    await act(lee, 'write', { text: 'Thanks', channel, threadTs: ts });
    expect((await find('writes in #interconnects (thread): Thanks')).about).toEqual(about);
    expect((await journal()).entries.every(({ ok }) => ok)).toBe(true);
  });

  it('has what went wrong at Slack, and deliveries that nobody answered', async () => {
    const { workspace, trouble, channel, lines, act, erin } = await withJournal();
    workspace.fault('chat.postMessage', { kind: 'status', status: 500, when: 'after' });
    const send = () =>
      webClient(workspace)
        .chat.postMessage({ channel, text: 'x' })
        .catch(() => {});
    await send();
    await send();
    expect(await lines('fault', 'slack')).toEqual([
      'Slack chat.postMessage: HTTP 500, but done',
      'Bot chat.postMessage: in #interconnects: x (HTTP 500, but done)',
      'Bot chat.postMessage: in #interconnects: x',
    ]);
    await trouble('deliverTwice');
    await act(erin, 'write', { text: '/interconnect', channel });
    workspace.setRequestUrl(undefined);
    await act(erin, 'write', { text: '/interconnect', channel });
    expect(await lines('fault', 'demo', 'bot')).toEqual([
      'Slack chat.postMessage: HTTP 500, but done',
      'Visitor lets Slack deliver the next click twice',
      'Slack delivers the command /interconnect twice',
      'Slack delivers the command /interconnect',
      'Slack delivers the command /interconnect',
      'Slack the command /interconnect: the bot has no connection open',
    ]);
  });

  it('has what the visitor did to time and ports, and tells open pages its newest number', async () => {
    const { page, passTime, aws, journal, detail, lines, workPort } = await withJournal();
    const news = await newsOf(page.url);
    expect(await news()).toEqual({ journal: 0 });
    await passTime('pace', { pace: 3600 });
    expect(await news()).toEqual({ journal: 1 });
    expect((await detail(1)).curl).toBe(
      `curl ${page.url}/api/v1/time -H 'Content-Type: application/json' -d '{"kind":"pace","pace":3600}'`,
    );
    await directConnect(aws).send(new CreateInterconnectCommand(ORDER));
    const { interconnectId = '' } = aws.interconnects[0] ?? {};
    await workPort('hold', interconnectId);
    await workPort('loseLight', interconnectId);
    expect(await lines('demo')).toEqual([
      'Visitor sets time to: 1 hour a second',
      `Visitor holds ${interconnectId}`,
    ]);
    expect((await journal()).entries.at(-1)?.about).toEqual({ port: interconnectId });
  });
});
