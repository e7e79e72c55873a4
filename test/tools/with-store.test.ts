import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { withStore } from '../../src/tools/with-store.ts';
import { addAll, anApproved } from '../store/support/samples.ts';
import { openFolder } from '../support/folder.ts';

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());

test('a tool reads the store that DATABASE_URL names', async () => {
  const url = `file:${join(folder.path, 'bot.db')}`;
  const bot = await openStore({ url });
  await addAll(bot, [anApproved('ic-00')]);
  const open = await withStore({ DATABASE_URL: url }, (store) => store.read((at) => at.requests.countOpen()));
  expect(open).toBe(1);
  await bot.close();
});

test.each([
  [
    { DATABASE_URL: 'file:/nowhere/bot.db' },
    'DATABASE_URL: nothing can be read there (there is no such file). Name the store of a bot of this version.',
  ],
  [
    { DATABASE_URL: 'postgres://bot:hush@127.0.0.1:1/bot' },
    'DATABASE_URL: nothing can be read there (ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1). Check the path, the address and the rights.',
  ],
  [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL: is neither file:PATH nor postgres://'],
])('%j: one line says why it can not', async (env, message) => {
  await expect(withStore(env, async () => undefined)).rejects.toThrow(message);
});
