import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Request } from '../../../src/domain/request/request.ts';
import { openStore } from '../../../src/store/open.ts';
import { runBot } from '../../../src/tools/bot/run.ts';
import { addAll, aRequest } from '../../store/support/samples.ts';
import { openFolder } from '../../support/folder.ts';

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());

const file = () => join(folder.path, 'bot.db');
const run = (...args: string[]) =>
  runBot(args, { INTERCONNECT_BOT_CONFIG: '', APPROVERS: 'U0LEE', DATABASE_URL: `file:${file()}` });

async function stored(request: Request): Promise<void> {
  const store = await openStore({ url: `file:${file()}` });
  await addAll(store, [request]);
  await store.close();
}

test('nothing that people typed moves the cursor, colours the terminal or turns its lines around', async () => {
  await stored(aRequest('ic-00', { reason: 'first\nsecond \u001b[2J\u009b31m \u202eback\u0007' }));
  const { code, text } = await run('show', 'ic-00');
  expect(code).toBe(0);
  expect(text).toContain('Reason: first\nsecond [2J31m back\n');
});

test('what can not be read ends with 2, and is no "not found"', async () => {
  await stored(aRequest('ic-00'));
  const database = new DatabaseSync(file());
  database.exec("update requests set state = '{}'");
  database.close();
  expect(await run('show', 'ic-00')).toMatchObject({ code: 2 });
});
