import { expect, test } from 'vitest';
import { createPace } from '../../src/slack/outbound/pace.ts';
import { statusOf } from '../support/shown.ts';
import { meanwhile } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// Slack's limits: kept by not calling, and by nobody waiting; a 429 is obeyed by whoever got it.

const { stage, until, orderTold } = useStage();

const cards = () => stage.slack.messages(stage.approvals);
const cardOf = (name: string) =>
  cards().find(({ blocks }) => JSON.stringify(blocks).includes(`\\n${name} · `));
const posts = (channel: string) =>
  stage.slack.calls('chat.postMessage').filter(({ args, error }) => args.channel === channel && !error);

test('cards that come all at once are posted as fast as Slack takes them, and no faster', async () => {
  await stage.start({}, (outside) => ({ ...outside, pace: createPace(() => performance.now()) }));
  const names = Array.from({ length: 13 }, (_, index) => `port-${index}`);
  for (const name of names) await stage.order(stage.cast.erin, { name });
  await until('all cards', () => cards().length === names.length);
  const times = posts(stage.approvals).map(({ at }) => at);
  expect(times).toHaveLength(names.length);
  times.forEach((from, first) => {
    times.slice(first).forEach((to, count) => {
      // A burst of ten, then one a second; the sandbox's clock and ours are milliseconds apart.
      expect(count + 1).toBeLessThanOrEqual(10 + (to - from + 50) / 1_000);
    });
  });
  expect(stage.slack.calls().filter(({ error }) => error === 'ratelimited')).toEqual([]);
});

test('a 429 is obeyed by the request that got it, and holds nobody else', async () => {
  await stage.start();
  stage.slack.fault('chat.postMessage', { kind: 'status', status: 429, when: 'before', retryAfter: 30 });
  await stage.order(stage.cast.erin, { name: 'limited' });
  await until('the 429', () =>
    stage.slack.calls('chat.postMessage').some(({ error }) => error === 'ratelimited'),
  );
  await stage.order(stage.cast.erin, { name: 'another' });
  const another = await until('the other card', () => cardOf('another'));
  await stage.cast.lee.press(another, 'Approve');
  await until('the other order', () => statusOf(another).startsWith('Ordered'));
  expect(cardOf('limited')).toBeUndefined();
  let seconds = 0;
  const patience = setInterval(() => {
    seconds += 1;
    stage.travel(1_000);
  }, 10);
  await until('the limited card', () => cardOf('limited')).finally(() => clearInterval(patience));
  expect(seconds).toBeGreaterThanOrEqual(28);
});

test('a 429 without Retry-After is waited out too', async () => {
  await stage.start();
  stage.slack.fault('chat.postMessage', { kind: 'status', status: 429, when: 'before' }, 3);
  await stage.order();
  await meanwhile(
    stage,
    500,
    until('the card', () => cards()[0]),
  );
  expect(cards()).toHaveLength(1);
});

test('however often a request moves on, its card is drawn once when it can be, and no line waits for it', async () => {
  await stage.start();
  await stage.order();
  const card = await until('the card', () => cards()[0]);
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  await until('the card', () => stage.cardStatus().startsWith('Ordered'));
  const [port] = stage.aws.interconnects;
  const drawings = () =>
    stage.slack.calls('chat.update').filter(({ args, error }) => args.ts === card.ts && !error).length;
  const before = drawings();
  stage.slack.fault('chat.update', { kind: 'status', status: 429, when: 'before', retryAfter: 20 }, 2);
  for (const state of ['pending', 'down', 'available', 'down']) {
    stage.aws.setState(port?.interconnectId ?? '', state);
    const lines = stage.thread().length;
    await until(`the line of ${state}`, () => stage.thread().length > lines);
  }
  expect(drawings()).toBe(before);
  await meanwhile(
    stage,
    1_000,
    until('the card', () => stage.cardStatus().endsWith(', down')),
  );
  expect(drawings()).toBe(before + 1);
});

test('a click is answered while every message waits for its turn', async () => {
  await stage.start({}, (outside) => ({
    ...outside,
    pace: { ...createPace(() => 0), turn: () => 60_000 },
  }));
  await stage.order();
  await until('the request', () => stage.cast.erin.modal()?.view.title !== undefined);
  const click = await stage.cast.erin.slash('/interconnect', '', stage.lobby);
  expect(click).toMatchObject({ acked: true });
  expect(click.ms).toBeLessThan(1_000);
  expect(stage.slack.calls('chat.postMessage')).toEqual([]);
});

test('no message is changed into what it shows already', async () => {
  await stage.start();
  await stage.order();
  const card = await until('the card', () => cards()[0]);
  await stage.cast.lee.press(card, 'Approve');
  await until('the order', () => stage.cardStatus().startsWith('Ordered'));
  const [port] = stage.aws.interconnects;
  stage.aws.setState(port?.interconnectId ?? '', 'pending');
  await until('the state', () => stage.cardStatus().endsWith(', pending'));
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]?.text.endsWith(', pending'));
  const shown = new Map<unknown, string>();
  for (const { args } of stage.slack.calls('chat.update')) {
    const now = JSON.stringify([args.text, args.blocks]);
    expect(now).not.toBe(shown.get(args.ts));
    shown.set(args.ts, now);
  }
  expect(shown.size).toBe(2);
});
