import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { startBot } from '../support/process.ts';
import { statusOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, until, firstCard, told } = useStage();

test.runIf(process.platform === 'linux')(
  'a file that can not grow: nothing is ready, whoever clicks is told, and all goes on when there is room',
  async () => {
    const port = await freePort();
    const folder = dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
    const bot = await startBot({ ...stage.env, OPERATOR_PORT: String(port), LOG_LEVEL: 'warn' }, folder);
    /** No file of the process grows beyond this: the kernel refuses each write behind it. */
    const limit = (bytes: string) =>
      promisify(execFile)('prlimit', [`--pid=${bot.child.pid}`, `--fsize=${bytes}:`]);
    const ready = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
      return { status: answer.status, ...((await answer.json()) as object) };
    };
    await stage.order();
    const card = await firstCard();
    await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
    expect(await ready()).toMatchObject({ status: 200, store: true });

    await limit('1000');
    await expect.poll(ready).toMatchObject({ status: 503, store: false });
    await stage.cast.lee.press(card, 'Approve');
    await told(stage.cast.lee, 'Nothing was recorded');

    await limit('unlimited');
    await expect.poll(ready).toMatchObject({ status: 200, store: true });
    await stage.cast.lee.press(card, 'Approve');
    await until('the order', () => statusOf(card).startsWith('Ordered: '));
    expect(await bot.end('SIGTERM')).toBe(0);
    const lines = bot.stderr().trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      "the database doesn't answer: nothing is recorded",
      'click failed',
      'the database can be written again',
    ]);
  },
);
