import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { BOT_ENTRY } from '../../demo/bot.ts';
import { createBots } from '../../demo/bots.ts';
import { storePath } from '../../demo/environment.ts';
import { createHouse } from '../../demo/house.ts';
import { askForPort } from '../../demo/order.ts';
import { createTime } from '../../demo/time.ts';
import { startWorld } from '../../demo/world.ts';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import { statusOf } from '../support/shown.ts';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const LIMIT_MS = 120_000;
const WAIT_MS = 90_000;
const LONG = { timeout: LIMIT_MS };

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}, LIMIT_MS);

/** A house whose first bot has been started and come to a state: the demo's own, or one of this source. */
async function house(source?: string, state = 'ready') {
  const folder = await mkdtemp(join(tmpdir(), 'demo-house-'));
  const world = await startWorld(true);
  let entry = BOT_ENTRY;
  if (source !== undefined) {
    entry = join(folder, 'bot.mjs');
    await writeFile(entry, source);
  }
  const said: string[] = [];
  const tell = (who: string, what: string) => void said.push(`${who} ${what}`);
  const home = createHouse({ world, entry, folder, shell: { PATH: process.env.PATH }, tell });
  const time = createTime(world.aws, home.living);
  const bots = createBots(home, { now: time.now, tell });
  cleanups.push(
    () => rm(folder, { recursive: true }),
    () => world.close(),
    () => home.end(),
    async () => time.end(),
  );
  home.start(home.seats()[0]);
  const { workspace, aws, channel } = world;
  const states = () => bots.view().bots.map(({ name, state }) => `${name} ${state}`);
  const become = (...wanted: string[]) => expect.poll(states, { timeout: WAIT_MS }).toEqual(wanted);
  const statusNow = ({ ts }: StoredMessage) => {
    const card = workspace.messages(channel).find((message) => message.ts === ts);
    return card && statusOf(card);
  };
  const shows = (card: StoredMessage, words: RegExp) =>
    expect.poll(() => statusNow(card), { timeout: WAIT_MS }).toMatch(words);
  const counts = () => ({
    approvals: home.recorded()?.approvals(),
    calls: aws.calls('CreateInterconnect').length,
    ports: aws.interconnects.length,
  });
  const approvalsOf = (request: string) => home.recorded()?.approvals(request);
  await become(`Bot 1 ${state}`);
  return { world, bots, time, said, become, shows, counts, approvalsOf, folder };
}

const first = { location: 'EqDC2', name: 'one', reason: 'First' };
const second = { location: 'EqDC2', name: 'two', reason: 'Second' };

it('takes an order over that a bot was killed in, once it is started again', LONG, async () => {
  const { world, bots, time, become, shows, counts } = await house();
  const { workspace, aws, lee } = world;
  aws.fault('CreateInterconnect', { kind: 'hang', made: true });
  const card = await askForPort(world, first);
  expect(counts()).toEqual({ approvals: 0, calls: 0, ports: 0 });
  await workspace.as(lee).press(card, 'Approve');
  await aws.until('the port', () => aws.interconnects.length === 1, WAIT_MS);
  // Recorded before the call.
  expect(counts().approvals).toBe(1);
  bots.do('kill', { bot: 'Bot 1' });
  await become('Bot 1 down');
  expect(bots.view()).toMatchObject({
    bots: [{ words: ['Killed in the middle of whatever it did.'], next: undefined }],
    problem: 'No bot runs: nobody answers clicks and commands. Start one.',
    can: ['start Bot 1', 'second', 'quorum', 'freeze', 'dryRun'],
  });
  expect(counts().approvals).toBe(1);
  expect(() => bots.do('kill', { bot: 'Bot 1' })).toThrow('Bot 1 is down already.');

  bots.do('start', { bot: 'Bot 1' });
  await become('Bot 1 ready');
  await expect
    .poll(() => bots.view().bots[0]?.next?.what, { timeout: WAIT_MS })
    .toMatch(/^(takes ic-\w{10} over, if nobody answers for it|looks for the port of ic-\w{10} again)$/);
  time.jump(20 * SECOND);
  await shows(card, /^Ordered: dxcon-/);
  expect(counts()).toEqual({ approvals: 1, calls: 1, ports: 1 });
  expect(bots.view().problem).toBeUndefined();
});

it('starts a bot anew for each setting, by which it then goes', LONG, async () => {
  const { world, bots, said, shows, counts } = await house();
  const { workspace, lee, people } = world;
  const [, , lin] = people;
  const set = async (kind: string, body: object) => {
    bots.do(kind, { ...body });
    const { quorum, freeze, dryRun } = bots.view();
    const line = `Demo starts Bot 1 anew: quorum ${quorum}${freeze ? ', frozen' : ''}${dryRun ? ', as a dry run' : ''}`;
    const readyAfter = () =>
      said.slice(said.lastIndexOf(line)).some((text) => text.startsWith('Bot 1 Ready:'));
    await expect.poll(() => said.includes(line) && readyAfter(), { timeout: WAIT_MS }).toBe(true);
  };
  await set('dryRun', { on: true });
  const rehearsed = await askForPort(world, first);
  await workspace.as(lee).press(rehearsed, 'Approve');
  await shows(rehearsed, /^Dry run: nothing was sent to AWS$/);
  expect(counts()).toEqual({ approvals: 0, calls: 0, ports: 0 });

  bots.do('dryRun', { on: false });
  await set('freeze', { on: true });
  const held = await askForPort(world, second);
  await workspace.as(lee).press(held, 'Approve');
  await shows(held, /^Approved, on hold: ordering is frozen$/);
  expect(counts()).toEqual({ approvals: 1, calls: 0, ports: 0 });
  // Two settings at once, one start: the approval of before doesn't do any more.
  bots.do('freeze', { on: false });
  await set('quorum', { quorum: 2 });
  await shows(held, /^Waiting for approval: 1 of 2 from net-leads$/);
  expect(counts()).toEqual({ approvals: 0, calls: 0, ports: 0 });
  await workspace.as(lin?.id ?? '').press(held, 'Approve');
  await shows(held, /^Ordered: dxcon-/);
  expect(counts()).toEqual({ approvals: 1, calls: 1, ports: 1 });
  expect(workspace.problems()).toEqual([]);
});

it(
  'has two bots on one store that live through the same time, and one that outlives the other',
  LONG,
  async () => {
    const { world, bots, time, become, shows, counts, folder } = await house();
    const { workspace, aws, lee } = world;
    aws.lifecycle = { requested: DAY, pending: DAY, down: DAY };
    time.jump(10 * DAY);
    await expect.poll(time.isJumping, { timeout: WAIT_MS }).toBe(false);
    bots.do('second', {});
    expect(() => bots.do('second', {})).toThrow('There is a second bot already.');
    // Whoever starts is waited for.
    time.jump(10 * DAY);
    await become('Bot 1 ready', 'Bot 2 ready');
    await expect.poll(time.isJumping, { timeout: WAIT_MS }).toBe(false);
    expect(seenAgo(folder, time.now())).toEqual([true, true]);

    const card = await askForPort(world, first);
    await workspace.as(lee).press(card, 'Approve');
    await shows(card, /, requested$/);
    for (const state of ['pending', 'down', 'available']) {
      time.toNext();
      await shows(card, new RegExp(`, ${state}$`));
    }
    expect(seenAgo(folder, time.now())).toEqual([true, true]);
    for (const { words } of bots.view().bots) {
      expect(words).toEqual(['It hears Slack and is heard.', 'What people decide is recorded.']);
    }

    bots.do('kill', { bot: 'Bot 1' });
    await become('Bot 1 down', 'Bot 2 ready');
    expect(bots.view().can).toContain('end Bot 2');
    expect(() => bots.do('end', { bot: 'Bot 1' })).toThrow('Bot 1 stays: it can be killed and started.');
    const other = await askForPort(world, second);
    await workspace.as(lee).press(other, 'Approve');
    await shows(other, /^Ordered: dxcon-/);
    expect(counts()).toEqual({ approvals: 2, calls: 2, ports: 2 });
    bots.do('end', { bot: 'Bot 2' });
    await become('Bot 1 down');
    expect(workspace.problems()).toEqual([]);
  },
);

it('counts what people order again as one more approval', LONG, async () => {
  const { world, time, shows, counts, approvalsOf } = await house();
  const { workspace, aws, lee } = world;
  aws.fault('CreateInterconnect', { kind: 'reset', made: false });
  const card = await askForPort(world, first);
  await workspace.as(lee).press(card, 'Approve');
  await shows(card, /^Outcome unknown/);
  expect(counts()).toEqual({ approvals: 1, calls: 1, ports: 0 });
  time.jump(60 * SECOND);
  await shows(card, /^Needs a decision$/);
  await workspace.as(lee).press(card, 'Order again');
  await shows(card, /^Ordered: dxcon-/);
  expect(counts()).toEqual({ approvals: 2, calls: 2, ports: 1 });
  const request = aws.interconnects[0]?.tags.find(({ key }) => key === 'interconnect-bot:request-id')?.value;
  expect([approvalsOf(String(request)), approvalsOf('ic-0THER00000')]).toEqual([2, 0]);
});

it('shows how a bot ended by itself and what it said last, and starts it again', LONG, async () => {
  const last = `console.log('Ready: for a moment.'); console.error('{"msg":"the disk is gone"}');`;
  const { bots, said, become } = await house(
    `${last} console.error('so am I'); process.exitCode = 3;`,
    'down',
  );
  expect(bots.view().bots[0]?.words).toEqual([
    'It ended by itself (exit code 3).',
    'Ready: for a moment.',
    'the disk is gone',
    'so am I',
  ]);
  bots.do('start', { bot: 'Bot 1' });
  expect(bots.view().bots[0]?.state).toBe('starting');
  await become('Bot 1 down');
  expect(said.filter((line) => line.startsWith('Bot 1 Ready:'))).toHaveLength(2);
});

it('ends the second bot for good, be it about to start anew', LONG, async () => {
  const { bots, said, become } = await house(
    `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1000)); setInterval(() => {}, 1000); console.log('Ready: slow.');`,
  );
  bots.do('second', {});
  await become('Bot 1 ready', 'Bot 2 ready');
  bots.do('quorum', { quorum: 2 });
  await become('Bot 1 ready', 'Bot 2 stopping');
  bots.do('end', { bot: 'Bot 2' });
  await become('Bot 1 ready');
  expect(said.filter((line) => line.includes('anew'))).toEqual(['Demo starts Bot 1 anew: quorum 2']);
});

it('says what is wrong with a wish', LONG, async () => {
  const { bots } = await house("console.log('Ready: deaf.'); setInterval(() => {}, 1000);");
  const wrong: [string, object, string][] = [
    ['kill', {}, 'bot is none of Bot 1.'],
    ['start', { bot: 'Bot 1' }, 'Bot 1 is there already.'],
    ['end', { bot: 'Bot 2' }, 'bot is none of Bot 1.'],
    ['quorum', { quorum: 3 }, 'quorum is 1 or 2.'],
    ['freeze', { on: 'yes' }, 'on is true or false.'],
    ['toString', {}, 'Bots know no toString.'],
  ];
  for (const [kind, body, words] of wrong) expect(() => bots.do(kind, { ...body })).toThrow(words);
  expect(bots.view().bots[0]?.words).toEqual(['Ready. Operators can not ask it.']);
});

/** Whether each process of the store has been heard of a moment ago. */
function seenAgo(folder: string, now: number): boolean[] {
  const database = new DatabaseSync(storePath(folder), { readOnly: true });
  const rows = database.prepare('select seen_at from processes').all();
  database.close();
  return rows.map(({ seen_at: at }) => Math.abs(now - Number(at)) < 15 * SECOND);
}
