import { pino } from 'pino';
import { expect, test } from 'vitest';
import { NoHelloError } from '../../../src/slack/connection/socket/connection.ts';
import {
  type Connections,
  type KeeperOptions,
  keepConnection,
} from '../../../src/slack/connection/socket/keeper.ts';

/** A keeper whose connections are made up, whose clock stands still, and whose pauses are noted and over at once. */
function kept() {
  const open: Parameters<KeeperOptions['open']>[0][] = [];
  const hellos: Connections[] = [];
  const pauses: number[] = [];
  const clock = { now: 0 };
  const refusals: Error[] = [];
  const keeper = keepConnection({
    open: async (on) => {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      open.push(on);
      on.hello(open.length);
      return { close: async () => on.gone() };
    },
    onHello: (connections) => hellos.push(connections),
    onFatal: () => undefined,
    log: pino({ level: 'silent' }),
    monotonic: () => clock.now,
    random: () => 1,
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  return { keeper, open, hellos, pauses, clock, refusals };
}

test('the old connection is held until Slack closes it, and counts until then; a stop closes it', async () => {
  const { keeper, open, hellos } = kept();
  await keeper.start();
  open[0]?.goodbye('refresh_requested');
  await opened(open, 2);
  expect(hellos).toEqual([
    { held: 1, counted: 1 },
    { held: 2, counted: 2 },
  ]);
  expect(keeper.connections()).toEqual({ held: 2, counted: 2 });
  open[0]?.gone();
  expect(keeper.connections()).toEqual({ held: 1, counted: 2 });
  open[1]?.goodbye('warning');
  await opened(open, 3);
  await keeper.stop();
  expect(keeper.connections()).toEqual({ held: 0, counted: 3 });
});

const opened = (open: unknown[], count: number) => expect.poll(() => open.length).toBe(count);

test('a new connection that drops while Slack has not closed the old one is replaced', async () => {
  const { keeper, open } = kept();
  await keeper.start();
  open[0]?.goodbye('refresh_requested');
  await opened(open, 2);
  open[1]?.gone();
  await opened(open, 3);
  await keeper.stop();
  expect(open).toHaveLength(3);
});

test('while only the old connection is left, the bot says that it cannot hear for long', async () => {
  const { keeper, open, clock } = kept();
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

test('a connection that Slack ends because there are too many is tried again half a minute later', async () => {
  const { keeper, open, pauses, refusals } = kept();
  refusals.push(new NoHelloError('too_many_websockets'), new NoHelloError('closed'));
  await keeper.start();
  expect(pauses).toEqual([30_000, 2_000]);
  expect(open).toHaveLength(1);
});
