import { pino } from 'pino';
import { expect, test } from 'vitest';
import { keepConnection } from '../../../src/slack/socket/keeper.ts';

/** A keeper whose connections are made up, whose clock stands still, and whose pauses are noted and over at once. */
function kept(answered: () => Promise<void> = async () => undefined) {
  const open: { gone: () => void; goodbye: (reason: string) => void }[] = [];
  const pauses: number[] = [];
  const clock = { now: 0 };
  const keeper = keepConnection({
    open: async (on) => {
      open.push(on);
      return { close: async () => on.gone() };
    },
    answered,
    onFatal: () => undefined,
    log: pino({ level: 'silent' }),
    monotonic: () => clock.now,
    random: () => 1,
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  return { keeper, open, pauses, clock };
}
const opened = (open: unknown[], count: number) => expect.poll(() => open.length).toBe(count);

test('a new connection that drops while the old one still has a click to ack is replaced', async () => {
  const click = Promise.withResolvers<void>();
  const { keeper, open } = kept(() => click.promise);
  await keeper.start();
  open[0]?.goodbye('refresh_requested');
  await opened(open, 2);
  open[1]?.gone();
  await opened(open, 3);
  click.resolve();
  await keeper.stop();
  expect(open).toHaveLength(3);
});

test('while only the old connection is left, the bot says that it cannot hear for long', async () => {
  const { keeper, open, clock } = kept(() => new Promise(() => undefined));
  await keeper.start();
  expect(keeper.goneFor()).toBeUndefined();
  open[0]?.gone();
  await opened(open, 2);
  expect(keeper.goneFor()).toBeUndefined();
  clock.now += 60_000;
  expect(keeper.goneFor()).toBeUndefined();
});

test('connections that go as soon as they are there are opened ever more seldom; one that stood starts anew', async () => {
  const { keeper, open, pauses, clock } = kept();
  await keeper.start();
  for (let drop = 0; drop < 7; drop++) {
    open.at(-1)?.gone();
    await opened(open, drop + 2);
  }
  expect(pauses).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
  clock.now += 10_000;
  open.at(-1)?.gone();
  await opened(open, 9);
  expect(pauses.at(-1)).toBe(0);
});
