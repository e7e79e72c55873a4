import { DescribeInterconnectsCommand } from '@aws-sdk/client-direct-connect';
import { afterEach, describe, expect, it } from 'vitest';
import { createTime } from '../../demo/time.ts';
import { aws, directConnect, orderAt } from '../sandbox/aws/support.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let end: () => void;
const looks: Promise<unknown>[] = [];

afterEach(async () => {
  end();
  await Promise.all(looks.splice(0));
});

/** Time over an AWS whose clock stands still between jumps, and a bot that lists whenever it is to look. */
async function passing() {
  const embedded = await aws({ lifecycle: { requested: HOUR, pending: 2 * HOUR, down: DAY } });
  embedded.clock.speed(0);
  const client = directConnect(embedded);
  const jumps: number[] = [];
  const seen: (string | undefined)[] = [];
  let shown = embedded.clock.now();
  const bot = {
    rested: async () => undefined,
    hold: async () => true,
    letGo: () => undefined,
    async follow() {
      jumps.push(embedded.clock.now() - shown);
      shown = embedded.clock.now();
    },
    look() {
      const listed = client.send(new DescribeInterconnectsCommand({}));
      looks.push(listed.then(({ interconnects }) => seen.push(interconnects?.[0]?.interconnectState)));
    },
  };
  const time = createTime(embedded, () => [bot]);
  end = time.end;
  const isOver = () => expect.poll(() => time.isJumping()).toBe(false);
  return { embedded, time, jumps, seen, isOver, order: () => orderAt(embedded), start: time.now() };
}

describe("The demo's time", () => {
  it('passes at once, for bot and AWS alike, past nothing that the bot has not seen', async () => {
    const { time, jumps, seen, isOver, order, start } = await passing();
    await order();
    time.jump(DAY);
    await isOver();
    expect(time.now()).toBe(start + DAY);
    expect(jumps).toEqual([HOUR, 2 * HOUR, 21 * HOUR]);
    await expect.poll(() => seen).toEqual(['pending', 'down', 'down']);
  });

  it('passes until the next thing happens, and adds up what it is told', async () => {
    const { time, jumps, isOver, order, start } = await passing();
    time.toNext();
    await isOver();
    expect(time.now()).toBe(start);
    await order();
    time.toNext();
    await isOver();
    expect(time.now()).toBe(start + HOUR);
    time.jump(HOUR);
    time.jump(HOUR);
    await isOver();
    expect(time.now()).toBe(start + 3 * HOUR);
    expect(jumps.reduce((sum, ms) => sum + ms)).toBe(3 * HOUR);
  });

  it('stands still while it is paused, but for what is to pass at once', async () => {
    const { embedded, time, jumps, isOver, start } = await passing();
    time.setPace(0);
    expect([embedded.clock.times(), jumps]).toEqual([0, [0]]);
    time.jump(HOUR);
    await isOver();
    expect([time.now(), embedded.clock.times()]).toEqual([start + HOUR, 0]);
    time.setPace(1);
    expect(embedded.clock.times()).toBe(1);
  });

  it('passes fast until it is to go as it does again', async () => {
    const { time, jumps } = await passing();
    time.setPace(86_400);
    await expect.poll(() => jumps.length).toBeGreaterThan(2);
    expect(jumps.every((ms) => ms === DAY / 4)).toBe(true);
    expect(time.pace()).toBe(86_400);
    time.setPace(1);
    const since = jumps.length;
    time.jump(HOUR);
    await expect.poll(() => jumps.at(-1)).toBe(HOUR);
    expect(jumps.length).toBeLessThanOrEqual(since + 2);
  });
});
