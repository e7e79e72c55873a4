import { afterEach, expect, test } from 'vitest';
import type { WorkspaceOptions } from '../../../sandbox/workspace/types.ts';
import { populate, webClient } from './bot.ts';
import { callRaw } from './support.ts';

type Stage = Awaited<ReturnType<typeof populate>>;

let stage: Stage | undefined;
afterEach(() => stage?.workspace.close());

/** A workspace whose clock moves by hand. */
async function limited(options: WorkspaceOptions = { rates: true }) {
  let now = Date.UTC(2026, 0, 5, 9);
  const made = await populate({ ...options, now: () => now });
  stage = made;
  return {
    ...made,
    tick: (ms: number) => {
      now += ms;
    },
  };
}

/** Statuses of so many calls, one after the other. */
async function statuses({ workspace }: Stage, method: string, args: Record<string, string>, times: number) {
  const seen: number[] = [];
  for (let call = 0; call < times; call += 1) seen.push((await callRaw(workspace, method, args)).status);
  return seen;
}

const all = (status: number, times: number) => Array.from({ length: times }, () => status);

test('one message a second in each channel, and ten at once', async () => {
  const scene = await limited();
  const { workspace, channel } = scene;
  const here = { channel, text: 'x' };
  expect(await statuses(scene, 'chat.postMessage', here, 11)).toEqual([...all(200, 10), 429]);
  const refused = await callRaw(workspace, 'chat.postMessage', here);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
  expect(workspace.messages(channel)).toHaveLength(10);

  const elsewhere = workspace.addChannel({ name: 'elsewhere' }).id;
  const there = { channel: elsewhere, text: 'x' };
  expect(await statuses(scene, 'chat.postMessage', there, 1)).toEqual([200]);
  scene.tick(1000);
  expect(await statuses(scene, 'chat.postMessage', here, 2)).toEqual([200, 429]);
  scene.tick(60_000);
  expect(await statuses(scene, 'chat.postMessage', here, 11)).toEqual([...all(200, 10), 429]);
});

test('fifty updates a minute over all channels, and fifteen at once', async () => {
  const scene = await limited();
  const { client, channel } = scene;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'a' });
  const args = { channel, ts, text: 'b' };
  expect(await statuses(scene, 'chat.update', args, 16)).toEqual([...all(200, 15), 429]);
  let went = 0;
  for (let second = 0; second < 60; second += 1) {
    scene.tick(1000);
    const [first] = await statuses(scene, 'chat.update', args, 1);
    if (first === 200) went += 1;
  }
  expect(went).toBe(50);
});

test.each([
  ['usergroups.list', 20],
  ['usergroups.users.list', 20],
  ['users.list', 20],
  ['chat.delete', 50],
  ['bots.info', 50],
  ['conversations.info', 50],
  ['conversations.open', 50],
  ['conversations.history', 50],
  ['conversations.replies', 50],
  ['chat.postEphemeral', 100],
  ['views.open', 100],
  ['views.update', 100],
  ['views.publish', 100],
  ['users.info', 100],
  ['files.getUploadURLExternal', 100],
  ['files.completeUploadExternal', 100],
  ['files.info', 100],
  ['auth.test', 300],
  ['chat.getPermalink', 300],
  ['blocks.validate', 300],
])('%s: %i calls a minute after a burst', async (method, perMinute) => {
  const scene = await limited();
  // What it answers does not matter here: a refused call counts as much as one that was done.
  let burst = 0;
  while ((await statuses(scene, method, {}, 1))[0] === 200) burst += 1;
  expect(burst).toBeGreaterThanOrEqual(10);
  expect(burst).toBeLessThan(perMinute);
  let went = 0;
  for (let tick = 0; tick < 60; tick += 1) {
    scene.tick(1000);
    const seen = await statuses(scene, method, {}, Math.ceil(perMinute / 60) + 1);
    went += seen.filter((status) => status === 200).length;
  }
  expect(went).toBeGreaterThanOrEqual(perMinute - 1);
  expect(went).toBeLessThanOrEqual(perMinute);
});

test('the real client comes back after the time it was told', async () => {
  const scene = await limited();
  const { channel, workspace } = scene;
  await statuses(scene, 'chat.postMessage', { channel, text: 'x' }, 10);
  workspace.on(({ what }) => {
    if (what.includes('ratelimited')) scene.tick(1000);
  });
  await webClient(workspace, workspace.botToken, 1).chat.postMessage({ channel, text: 'late' });
  expect(workspace.messages(channel).at(-1)?.text).toBe('late');
  expect(workspace.calls('chat.postMessage').map((one) => one.error)).toEqual([
    ...Array.from({ length: 10 }, () => undefined),
    'ratelimited',
    undefined,
  ]);
});

test('no limits unless they were asked for', async () => {
  const scene = await limited({});
  const { channel } = scene;
  expect(await statuses(scene, 'chat.postMessage', { channel, text: 'x' }, 20)).toEqual(all(200, 20));
});
