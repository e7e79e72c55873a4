import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { WebFault } from '../../../sandbox/workspace/types.ts';
import { seeded } from '../../support/seeded.ts';
import { populate } from './bot.ts';
import { callRaw, outcomeOf } from './support.ts';

let stage: Awaited<ReturnType<typeof populate>>;
beforeAll(async () => {
  stage = await populate();
});
afterEach(() => {
  stage.workspace.weather(undefined);
  stage.workspace.clearFaults();
});
afterAll(() => stage.workspace.close());

const ERROR: WebFault = { kind: 'error', error: 'internal_error' };

/** How many more of each struck since then. */
function since(before: Record<string, number>): Record<string, number> {
  const more = Object.entries(stage.workspace.struck()).map(
    ([what, count]) => [what, count - (before[what] ?? 0)] as const,
  );
  return Object.fromEntries(more.filter(([, count]) => count > 0));
}

function post(text: string): Promise<string> {
  return outcomeOf(callRaw(stage.workspace, 'chat.postMessage', { channel: stage.channel, text }));
}

test('the weather strikes about its share of the calls, with everything that it has', async () => {
  const { workspace, channel } = stage;
  const before = workspace.struck();
  workspace.weather({ share: 0.3, random: seeded(1) });
  const texts = Array.from({ length: 400 }, (_, index) => `n${index}`);
  const outcomes: string[] = [];
  for (const text of texts) outcomes.push(await post(text));

  const struck = since(before);
  expect(Object.keys(struck).sort()).toEqual(
    [
      '429',
      '500 after',
      '500 before',
      '503 before',
      'internal_error',
      'reset after',
      'reset before',
      'slow',
    ].sort(),
  );
  const all = Object.values(struck).reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(90);
  expect(all).toBeLessThan(150);
  const went = outcomes.filter((outcome) => outcome === '200').length;
  expect(went).toBe(400 - all + (struck.slow ?? 0));
  const lost = (struck['500 after'] ?? 0) + (struck['reset after'] ?? 0);
  expect(workspace.messages(channel).filter(({ text }) => texts.includes(text))).toHaveLength(went + lost);
});

test('the same seed makes the same weather', async () => {
  const { workspace } = stage;
  const faults: WebFault[] = [ERROR, { kind: 'status', status: 503, when: 'before' }];
  const run = async () => {
    workspace.weather({ share: 0.5, faults, random: seeded(7) });
    const outcomes: string[] = [];
    for (let call = 0; call < 20; call += 1) outcomes.push(await outcomeOf(callRaw(workspace, 'auth.test')));
    return outcomes;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect([...new Set(first)].sort()).toEqual(['200', '200 internal_error', '503 http_503']);
});

test('a fault that waits comes before the weather, and undefined ends the weather alone', async () => {
  const { workspace, client } = stage;
  const before = workspace.struck();
  workspace.weather({ share: 1, faults: [ERROR] });
  workspace.fault('chat.postMessage', { kind: 'status', status: 503, when: 'before' }, 2);
  expect(workspace.trouble().waiting).toEqual([
    { call: 'chat.postMessage', fault: { kind: 'status', status: 503, when: 'before' }, times: 2 },
  ]);
  expect(await post('a')).toBe('503 http_503');
  await expect(client.auth.test()).rejects.toThrow('internal_error');
  workspace.weather(undefined);
  expect(workspace.trouble()).toMatchObject({ weather: undefined, waiting: [{ times: 1 }] });
  await client.auth.test();
  expect(await post('b')).toBe('503 http_503');
  expect(await post('c')).toBe('200');
  expect(since(before)).toEqual({ '503 before': 2, internal_error: 1 });
});

test('cleared faults strike nobody', async () => {
  const { workspace } = stage;
  workspace.fault('auth.test', ERROR, 3);
  workspace.clearFaults();
  expect(workspace.trouble().waiting).toEqual([]);
  expect(await outcomeOf(callRaw(workspace, 'auth.test'))).toBe('200');
});

test('opening a connection is a call like any other', async () => {
  const { workspace } = stage;
  workspace.weather({ share: 1, faults: [ERROR] });
  const open = () => outcomeOf(callRaw(workspace, 'apps.connections.open', {}, workspace.appToken));
  expect(await open()).toBe('200 internal_error');
  workspace.weather(undefined);
  expect(await open()).toBe('200');
});

test('a 429 says when to come back, or has no such header at all', async () => {
  const { workspace } = stage;
  workspace.fault('auth.test', { kind: 'status', status: 429, when: 'before', retryAfter: 7 });
  workspace.fault('auth.test', { kind: 'status', status: 429, when: 'before' });
  const polite = await callRaw(workspace, 'auth.test');
  expect([polite.status, polite.headers.get('retry-after')]).toEqual([429, '7']);
  const curt = await callRaw(workspace, 'auth.test');
  expect([curt.status, curt.headers.has('retry-after')]).toEqual([429, false]);
  expect(await curt.json()).toEqual({ ok: false, error: 'ratelimited' });
});

test('the real client meets a 429 without the header', async () => {
  stage.workspace.fault('auth.test', { kind: 'status', status: 429, when: 'before' });
  await expect(stage.client.auth.test()).rejects.toThrow('did not contain a valid timeout');
});

test('a call that hangs is not done, and ends when its caller leaves', async () => {
  const { workspace, channel } = stage;
  workspace.fault('chat.postMessage', { kind: 'hang' });
  const leaving = new AbortController();
  const args = { channel, text: 'hung' };
  const hanging = callRaw(workspace, 'chat.postMessage', args, workspace.botToken, leaving.signal);
  await workspace.until('the call', () => workspace.calls('chat.postMessage').at(-1)?.error === 'hang');
  let ended = false;
  const end = () => {
    ended = true;
  };
  hanging.then(end, end);
  // Whatever came for the first call would be here before the answers to later ones.
  for (const text of ['next', 'and next']) expect(await post(text)).toBe('200');
  expect(ended).toBe(false);
  leaving.abort();
  await expect(hanging).rejects.toThrow('aborted');
  expect(workspace.messages(channel).map(({ text }) => text)).not.toContain('hung');
});

test('closing ends what still hangs', async () => {
  const { workspace } = await populate();
  workspace.fault('auth.test', { kind: 'hang' });
  const hanging = outcomeOf(callRaw(workspace, 'auth.test'));
  await workspace.until('the call', () => workspace.calls('auth.test').length === 1);
  await workspace.close();
  expect(await hanging).toBe('reset');
});
