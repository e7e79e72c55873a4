import { execFile } from 'node:child_process';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { requestIdOf } from '../support/shown.ts';
import { fences, read } from '../support/source.ts';
import { allTold } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, asked, until, status, line, orderTold, creates } = useStage();

const file = () => stage.env.DATABASE_URL?.slice('file:'.length) ?? '';

/** What docs/database.md says makes a copy, run beside the bot's file. */
async function backUp(): Promise<string> {
  const [command = ''] = fences(read('docs/database.md'), 'sh').filter((block) =>
    block.includes('vacuum into'),
  );
  expect(command).toContain("'data/interconnect-bot.db'");
  const cwd = dirname(file());
  await promisify(execFile)('sh', ['-c', command.replace('data/interconnect-bot.db', file())], {
    cwd,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
  });
  return join(cwd, 'backup.db');
}

function restore(copy: string): void {
  copyFileSync(copy, file());
  for (const ending of ['-wal', '-shm']) rmSync(`${file()}${ending}`, { force: true });
}

test('a copy is made while the bot works; from one that is older than the order nothing is ordered twice', async () => {
  await asked({ FREEZE: 'true' });
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await stage.cast.lee.press(stage.card(), 'Approve');
  await status('Approved, on hold');
  await allTold(stage);
  const copy = await backUp();
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  await stage.stop();
  await stage.start();
  await status('Ordered: dxcon-');
  await allTold(stage);
  await stage.stop();

  restore(copy);
  await stage.start({ FREEZE: 'true' });
  const stateNow = async () =>
    (await stage.store().read((at) => at.requests.read(requestIdOf(stage.card()))))?.state.status;
  expect(await stateNow()).toBe('approved');
  await stage.stop();
  // The bot that ran when the copy was made counts as running for half a minute after.
  stage.travel(60_000);
  await stage.start();
  const [port] = stage.aws.interconnects;
  await status('Needs a decision');
  await line(`${port?.interconnectId} bears this order's tag and was there before anything was sent for it.`);
  await stage.cast.lee.press(stage.card(), 'It exists');
  await until('the form', () => stage.cast.lee.modal());
  expect(creates()).toBe(1);
});

test('of what an old copy knows only as waiting the port is told; approved once more, it is taken over', async () => {
  const first = await asked();
  await stage.cast.lee.press(first, 'Approve');
  await orderTold();
  await stage.order(stage.cast.erin, { name: 'dc2-core-02' });
  const card = await until('the second card', () => stage.slack.messages(stage.approvals)[1]);
  await allTold(stage);
  const copy = await backUp();
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  await line(' is requested');
  await allTold(stage);
  await stage.stop();
  const id = stage.aws.interconnects[1]?.interconnectId ?? '';

  restore(copy);
  await stage.start();
  await line(`${id} bears this order's tag, and nothing was ordered for it yet.`);
  await status('Waiting for approval');
  await stage.cast.lee.press(card, 'Approve');
  await status('Needs a decision');
  await line(`${id} bears this order's tag and was there before anything was sent for it.`);
  await stage.cast.lee.press(stage.card(), 'It exists');
  await until('the form', () => stage.cast.lee.modal());
  await stage.cast.lee.type('interconnect', id);
  await stage.cast.lee.submit();
  await status(`Ordered: ${id}`);
  await until(
    'the port told once more',
    () => stage.thread().filter((said) => said.includes(' is requested')).length === 2,
  );
  expect(creates()).toBe(2);
});
