import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBrowser, NO_BROWSER } from '../../packaging/browser/find.ts';
import { ROOT } from '../support/source.ts';

// What holds without a browser; npm run test:browser shows the rest.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a browser is found on the PATH if it can be run, and pictures say what to install where none is', async () => {
  const path = `/nowhere:${folder}`;
  writeFileSync(join(folder, 'chromium'), '');
  expect(findBrowser(path)).toBeUndefined();
  const chrome = join(folder, 'google-chrome');
  writeFileSync(chrome, '');
  chmodSync(chrome, 0o755);
  expect(findBrowser(path)).toBe(chrome);
  const pictures = promisify(execFile)(process.execPath, ['packaging/pictures.ts'], {
    cwd: ROOT,
    env: { PATH: '/nowhere' },
  });
  await expect(pictures).rejects.toMatchObject({ code: 1, stderr: `${NO_BROWSER}\n`, stdout: '' });
});
