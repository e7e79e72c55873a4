import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BOT_ENTRY, type Bot, startBot } from '../../demo/bot.ts';
import { botEnvironment } from '../../demo/environment.ts';
import { askForPort } from '../../demo/order.ts';
import { createTime, type DemoTime } from '../../demo/time.ts';
import { startWorld, type World } from '../../demo/world.ts';

const DAY = 24 * 3_600_000;
const LIMIT_MS = 180_000;

let folder: string;
let world: World;
let bot: Bot;
let time: DemoTime;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-passing-'));
  world = await startWorld(true);
  const env = botEnvironment(world, folder, { PATH: process.env.PATH });
  bot = startBot({ entry: BOT_ENTRY, env, folder, log: join(folder, 'bot.log'), clock: world.aws.clock });
  time = createTime(world.aws, () => [bot]);
  await bot.ready;
}, LIMIT_MS);
afterEach(async () => {
  time.end();
  await bot.stop();
  await world.close();
  await rm(folder, { recursive: true });
});

it('the bot of the demo lives through two weeks as they pass at once', { timeout: LIMIT_MS }, async () => {
  const { workspace, aws, channel, lee } = world;
  aws.lifecycle = { requested: 2 * DAY, pending: 4 * DAY, down: 9 * DAY };
  const card = await askForPort(world);
  const asked = time.now();
  await workspace.as(lee).press(card, 'Approve');
  const { interconnectId } = await aws.until('the port', () => aws.interconnects[0]);
  const told = (words: string) =>
    workspace.until(
      words,
      () =>
        workspace
          .messages(channel, card.ts)
          .find(({ text }) => text.includes(`${interconnectId} is ${words}`)),
      LIMIT_MS,
    );
  const days: number[] = [];
  for (const words of ['requested', 'pending', 'down: waiting', 'available, 15 days after the order']) {
    const { ts } = await told(words);
    days.push(Math.round((Number(ts) * 1000 - asked) / DAY));
    time.toNext();
  }
  expect(days).toEqual([0, 2, 6, 15]);
  expect(Math.round(((aws.interconnects[0]?.loaIssueTime ?? 0) - asked) / DAY)).toBe(2);
  expect(aws.calls('CreateInterconnect')).toHaveLength(1);
  expect(workspace.problems()).toEqual([]);
});
