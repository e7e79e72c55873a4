import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeBaseBackup } from '../support/base-backup.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { fences, read } from '../support/source.ts';
import { allTold } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

let server: OwnPostgres;
beforeAll(async () => {
  server = await startOwnPostgres();
});
afterAll(() => server.close());

const { stage, asked, until, status, line, orderTold, creates } = useStage();

/** What docs/database.md says has open cards drawn anew. */
async function redraw(): Promise<void> {
  const [statement = ''] = fences(read('docs/database.md'), 'sql').filter((block) =>
    block.includes('surfaces'),
  );
  const client = new pg.Client(server.url);
  await client.connect();
  const { rowCount } = await client.query(statement);
  await client.end();
  expect(rowCount).toBe(2);
}

test('PostgreSQL as it was before the approval: approved once more, its port is found, and nothing is ordered', async () => {
  const settings = { DATABASE_URL: server.url };
  const card = await asked(settings);
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await allTold(stage);
  const backup = await takeBaseBackup(server);
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  await allTold(stage);
  await stage.stop();

  await backup.restore();
  backup.remove();
  await redraw();
  await stage.start(settings);
  await status('Waiting for approval');
  const open = await stage.store().read((at) => at.requests.allOpen());
  expect(open).toMatchObject([{ state: { status: 'awaiting_approval' } }]);
  await stage.cast.lee.press(card, 'Approve');
  await status('Needs a decision');
  const [port] = stage.aws.interconnects;
  await line(`${port?.interconnectId} bears this order's tag and was there before anything was sent for it.`);
  expect(creates()).toBe(1);
});
