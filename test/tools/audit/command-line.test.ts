import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { openFolder } from '../../support/folder.ts';
import { audit } from './support.ts';

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());
const url = () => `file:${join(folder.path, 'bot.db')}`;

test('help says how it ends', async () => {
  const { code, lines } = await audit(url(), ['--help']);
  expect(code).toBe(0);
  expect(lines.join(' ')).toContain('with 3 where it could not be looked.');
});

test.each([
  [[], 'There is no command.'],
  [['prove'], 'There is no command prove.'],
  [['verify', 'all'], 'all means nothing.'],
  [['heads', '--csv'], 'heads knows no --csv.'],
  [['export', '--head', 'x'], 'export knows no --head.'],
  [['verify', '--nonsense'], "Unknown option '--nonsense'"],
  [['verify', '--key', 'x'], '--key is for --heads FILE.'],
  [['verify', '--head', 'ic-1:4'], 'ic-1:4 is no head: ID:N:HASH'],
  [['verify', '--head', 'ic-1:4:abc'], 'ic-1:4:abc is no head: ID:N:HASH'],
  [['export', '--event', 'nothing'], 'There is no event nothing.'],
  [['export', '--from', 'yesterday'], 'yesterday is no time'],
  [['export', '--to', '2026-02-31'], '2026-02-31 is no time'],
])('%j says nothing, and ends with 2', async (args, message) => {
  const { code, lines, error } = await audit(url(), args);
  expect([code, lines]).toEqual([2, []]);
  expect(error.startsWith(message), error).toBe(true);
  expect(readdirSync(folder.path)).toEqual([]);
});

describe('what it can not look at ends with 3', () => {
  test('no store, of which none is made', async () => {
    const { code, error } = await audit(url(), ['verify']);
    expect([code, error]).toEqual([
      3,
      'DATABASE_URL: nothing can be read there (there is no such file). Name the store of a bot of this version.\n',
    ]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a file of heads or a log that is not there', async () => {
    await (await openStore({ url: url() })).close();
    expect(await audit(url(), ['verify'])).toMatchObject({ code: 0 });
    for (const flag of ['--heads', '--log']) {
      const { code, error } = await audit(url(), ['verify', flag, join(folder.path, 'none')]);
      expect(code).toBe(3);
      expect(error).toContain('ENOENT');
    }
  });

  test('what is no key', async () => {
    await (await openStore({ url: url() })).close();
    const file = join(folder.path, 'key.pem');
    writeFileSync(file, 'no key');
    const { code, error } = await audit(url(), ['verify', '--heads', file, '--key', file]);
    expect(code).toBe(2);
    expect(error).toContain('holds no public Ed25519 key as PEM.');
    const heads = await audit(url(), ['heads'], { AUDIT_SIGNING_KEY: 'super-secret-nonsense' });
    expect(heads.code).toBe(3);
    expect(heads.error).toBe(
      'AUDIT_SIGNING_KEY: is no private Ed25519 key as PEM. Make one with: openssl genpkey -algorithm ed25519\n',
    );
  });
});
