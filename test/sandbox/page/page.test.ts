import { CreateInterconnectCommand } from '@aws-sdk/client-direct-connect';
import { describe, expect, it } from 'vitest';
import { directConnect, ORDER } from '../aws/support.ts';
import { stage } from './support.ts';

describe('The page', () => {
  it('is served whole, without anything from elsewhere', async () => {
    const { page } = await stage();
    const html = await (await fetch(page.url)).text();
    const own = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path);
    expect(own).toEqual(['/style.css', '/slack.css', '/time.css', '/trouble.css', '/app.js']);
    expect(html).not.toMatch(/https?:\/\//);
    const pending = own.map(String);
    const seen = new Set<string>();
    for (const path of pending) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await fetch(page.url + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      const source = await answer.text();
      expect(source).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
      for (const [, imported] of source.matchAll(/from '\.(\/[a-z]+\.js)'/g)) pending.push(String(imported));
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('serves nothing but its own files, and only under its own names', async () => {
    const { page } = await stage();
    for (const path of ['/index.ts', '/..%2froutes.ts', '/nothing.js', '/api/v1/files/F1']) {
      expect((await fetch(page.url + path)).status).toBe(404);
    }
    expect((await fetch(page.url, { method: 'PUT' })).status).toBe(405);
    const form = await fetch(`${page.url}/api/v1/act`, { method: 'POST', body: 'as=1' });
    expect(form.status).toBe(415);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(page.url, { headers: { host: 'elsewhere.example' } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it('plays an order through a form, from the command to the card', async () => {
    const { act, options, state, erin, lee, channel } = await stage();
    expect(await state(erin)).toMatchObject({
      as: erin,
      sentence: 'Demo.',
      steps: ['One.', 'Two.'],
      people: [{ name: 'Erin' }, { name: 'Lee' }],
      channel: { name: 'interconnects' },
      messages: [],
      counters: { ports: 0, createCalls: 0 },
    });
    expect(await act(erin, 'write', { text: '/interconnect', channel })).toEqual({});
    expect((await state(erin)).modal?.view.title.text).toBe('Order an interconnect');
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

    const { modal, messages } = await state(lee);
    expect(modal).toBeUndefined();
    expect(messages).toMatchObject([{ text: '*ashburn-1*', replies: [] }]);
    const [card] = messages;
    await act(lee, 'press', { channel, ts: card?.ts, button: 'Approve', value: 'ic-1' });
    expect((await state(lee)).messages[1]).toMatchObject({
      ephemeralTo: lee,
      text: "You can't decide this.",
    });
    expect((await state(erin)).messages).toHaveLength(1);
  });

  it('writes messages and threads, and closes a form', async () => {
    const { act, state, erin, channel } = await stage();
    await act(erin, 'write', { text: 'Hello', channel });
    const [{ ts } = { ts: '' }] = (await state(erin)).messages;
    await act(erin, 'write', { text: 'And more', channel, threadTs: ts });
    expect((await state(erin)).messages).toMatchObject([{ text: 'Hello', replies: [{ text: 'And more' }] }]);
    await act(erin, 'write', { text: '/interconnect', channel });
    await act(erin, 'close');
    expect((await state(erin)).modal).toBeUndefined();
  });

  it('says what went wrong, in words', async () => {
    const { act, erin, channel } = await stage();
    expect(await act('U0NOBODY', 'submit')).toEqual({ problem: 'as is none of the people here.' });
    expect(await act(erin, 'dance')).toEqual({ problem: 'Unknown act: dance' });
    expect(await act(erin, 'type', { block: 'name' })).toEqual({ problem: 'text is missing.' });
    expect((await act(erin, 'submit')).problem).toContain('no modal');
    expect((await act(erin, 'press', { channel, ts: '1.1', button: 'Approve' })).problem).toContain('1.1');
  });

  it('counts ports and calls, and tells open pages that something happened', async () => {
    const { page, aws, state, erin } = await stage();
    const events = await fetch(`${page.url}/api/v1/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: changed\n\n');
    const { interconnectId } = await directConnect(aws).send(new CreateInterconnectCommand(ORDER));
    expect((await reader?.read())?.value).toBe('data: changed\n\n');
    expect(await state(erin)).toMatchObject({
      counters: { ports: 1, createCalls: 1 },
      ports: [{ interconnectId, interconnectState: 'requested' }],
    });
  });
});
