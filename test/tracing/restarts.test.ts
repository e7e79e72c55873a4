import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/process.ts';
import { ROOT } from '../support/source.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';
import { type KeptSpan, spansIn, WITH_SDK, wayTo } from './support/spans.ts';

const { stage, firstCard, status, line, creates } = useStage();
let bot: BotProcess;
let file = '';
const database = () => stage.env.DATABASE_URL?.slice('file:'.length) ?? '';
const start = async () => {
  const args = [...WITH_SDK, join(ROOT, 'src/main.ts')];
  bot = await startBot({ ...stage.env, SPANS_FILE: file }, dirname(database()), args);
  return bot;
};

beforeEach(() => {
  file = join(dirname(database()), 'spans.jsonl');
  writeFileSync(file, '');
});
afterEach(async () => {
  await bot.end('SIGKILL');
});

/** The next process needn't wait for the leases of the one that is dead. */
function endLeases(): void {
  const beside = new DatabaseSync(database());
  for (const table of ['requests', 'surfaces']) beside.exec(`update ${table} set lease_until = 0`);
  beside.close();
}

/** The trace of the click with which an order was approved. */
function deciding(): { spans: KeptSpan[]; all: KeptSpan[] } {
  const all = spansIn(file);
  const click = all.find(
    ({ name, attributes }) => name === 'click' && attributes['interconnect_bot.action'] === 'approve',
  );
  return { all, spans: all.filter(({ traceId }) => traceId === click?.traceId) };
}

/** Once the line was told and its process has written that down. */
async function whole(): Promise<ReturnType<typeof deciding>> {
  await line(' is requested');
  const lines = () => deciding().spans.map(({ attributes }) => attributes['interconnect_bot.line']);
  await expect.poll(lines).toContain('port_state');
  await bot.end('SIGTERM');
  return deciding();
}

describe('one trace from the click to the line', () => {
  test('goes on in the next process, where one is killed between the vote and the call', async () => {
    const first = await start();
    await stage.order();
    const card = await firstCard();
    stage.aws.fault('DescribeInterconnects', { kind: 'hang' }, 1);
    await stage.cast.lee.press(card, 'Approve');
    await stage.aws.until('the look', () => stage.aws.calls('DescribeInterconnects').length > 1, WAIT_MS);
    await expect.poll(() => deciding().spans.map(({ name }) => name)).toContain('click');
    await first.end('SIGKILL');
    expect(creates()).toBe(0);
    endLeases();
    const second = await start();
    await status('Ordered: dxcon-');
    const { spans, all } = await whole();

    const ways = new Map(spans.map((span) => [wayTo(spans, span), span]));
    const called = ways.get('click > record > place > CreateInterconnect');
    expect(called?.attributes).toMatchObject({
      'interconnect_bot.attempt': 1,
      'interconnect_bot.outcome': 'created',
      'interconnect_bot.interconnect': stage.aws.interconnects[0]?.interconnectId,
      'aws.request_id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(spans.map((span) => `${wayTo(spans, span)} [${span.events}]`)).toEqual(
      expect.arrayContaining([
        'click > record [voted,approved]',
        'click > record > place > open []',
        'click > record > place > look []',
        'click > record > place > record [attempt_committed]',
        'click > record > place > record [created]',
        'click > record > place > record > deliver > tell []',
      ]),
    );
    const pidOf = (way: string) => ways.get(way)?.pid;
    expect(pidOf('click')).toBe(first.child.pid);
    expect(pidOf('click > record > place')).toBe(second.child.pid);
    expect(new Set(all.map(({ scope }) => scope))).toEqual(new Set(['interconnect-bot']));

    // What was asked is another trace, that of the sent form; the vote names it.
    const asked = all.find(({ attributes }) => attributes['interconnect_bot.payload'] === 'form');
    expect(ways.get('click > record')?.links).toEqual([asked?.traceId]);
    expect(asked?.traceId).not.toBe(called?.traceId);
  });

  test('shows the look that finds the port, where one is killed while its call is under way', async () => {
    const first = await start();
    await stage.order();
    const card = await firstCard();
    stage.aws.fault('CreateInterconnect', { kind: 'hang', made: true }, 1);
    await stage.cast.lee.press(card, 'Approve');
    await stage.aws.until('the call', () => creates() > 0, WAIT_MS);
    await expect.poll(() => deciding().spans.map(({ name }) => name)).toContain('click');
    await first.end('SIGKILL');
    endLeases();
    const second = await start();
    await status('Ordered: dxcon-');
    const { spans } = await whole();

    const found = spans.find(({ events }) => events.includes('found'));
    expect(found?.pid).toBe(second.child.pid);
    // What the dead process had under way is missing above it, and the trace is the same.
    expect(wayTo(spans, found as KeptSpan)).toMatch(/record > reconcile > record$/);
    expect(spans.filter(({ events }) => events.includes('attempt_unknown'))).toHaveLength(1);
    expect(spans.filter(({ name }) => name === 'CreateInterconnect')).toEqual([]);
    expect(creates()).toBe(1);
  });
});
