import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { type Logger, pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// Where whoever runs the bot asks how it is.

const { stage, firstCard } = useStage();
const logged: Record<string, unknown>[] = [];
const log: Logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
beforeEach(async () => {
  logged.length = 0;
});

async function ask(port: number | undefined, path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
}

test('a port that is taken stops no start: it is told, and taken over when it is free', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const bot = await stage.start(
    { OPERATOR_PORT: String(port), BOT_OWNER: stage.cast.olga.id },
    (outside) => ({ ...outside, log }),
  );
  expect(bot.ready).toMatch(/^Ready: /);
  expect(bot.operatorPort()).toBeUndefined();
  const words = `OPERATOR_PORT: ${port} on 127.0.0.1 can't be listened on (EADDRINUSE).`;
  await stage.slack.until(
    'the owner is told',
    () => stage.dm(stage.cast.olga).some(({ text }) => text.startsWith(words)),
    WAIT_MS,
  );
  expect(logged.filter(({ incident }) => incident === 'operator-port')).toMatchObject([
    { level: 40, msg: expect.stringContaining(words) },
  ]);
  other.close();
  await expect.poll(() => bot.operatorPort(), { timeout: WAIT_MS }).toBe(port);
  expect(await ask(port, '/readyz')).toEqual({ status: 200, text: '{"slack":true,"store":true}\n' });
  expect((await ask(port, '/metrics')).text).toContain('interconnect_bot_incidents 0\n');
  expect(stage.dm(stage.cast.olga)).toHaveLength(1);
});

test('a stop while the port is taken ends, and leaves nobody who tries on', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  await stage.start({ OPERATOR_PORT: String(port) });
  await stage.stop();
  other.close();
  await once(other, 'close');
  const later = await stage.start({ OPERATOR_PORT: String(port) });
  expect(later.operatorPort()).toBe(port);
});

test('metrics are counted while another process writes, and show what is there', async () => {
  const bot = await stage.start();
  await stage.order();
  await firstCard();
  const writer = new DatabaseSync(stage.env.DATABASE_URL?.slice('file:'.length) ?? '', { timeout: 1_000 });
  writer.exec('begin immediate');
  const { status, text } = await ask(bot.operatorPort(), '/metrics');
  writer.exec('rollback');
  writer.close();
  expect(status).toBe(200);
  expect(text).toContain('interconnect_bot_requests{status="awaiting_approval"} 1\n');
});

test('nobody beyond this machine reaches them unless it is set', async () => {
  const outward = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  const reach = (port: number | undefined) => fetch(`http://${outward ?? '127.0.0.2'}:${port}/healthz`);
  const closed = await stage.start();
  await expect(reach(closed.operatorPort())).rejects.toThrow();
  await stage.stop();
  const open = await stage.start({ OPERATOR_HOST: '0.0.0.0' });
  expect((await reach(open.operatorPort())).status).toBe(200);
});
