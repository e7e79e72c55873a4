import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBrowser } from '../../packaging/browser/browser.ts';
import { findBrowser, NO_BROWSER } from '../../packaging/browser/find.ts';
import { ROOT } from '../support/source.ts';

// What holds without a browser; npm run test:browser shows the rest.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in place of a browser. */
function inPlace(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('a browser is found on the PATH if it can be run, and pictures say what to install where none is', async () => {
  const path = `/nowhere:${folder}`;
  writeFileSync(join(folder, 'chromium'), '');
  expect(findBrowser(path)).toBeUndefined();
  const chrome = inPlace('google-chrome', 'exit 0');
  expect(findBrowser(path)).toBe(chrome);
  const pictures = promisify(execFile)(process.execPath, ['packaging/pictures.ts'], {
    cwd: ROOT,
    env: { PATH: '/nowhere' },
  });
  await expect(pictures).rejects.toMatchObject({ code: 1, stderr: `${NO_BROWSER}\n`, stdout: '' });
});

test('of a browser that ends by itself it is said that it has gone', async () => {
  const browser = await startBrowser(inPlace('chromium', 'exit 0'));
  await expect(browser.wire.send('Page.navigate')).rejects.toThrow('Page.navigate: the browser has gone');
  await browser.close();
});

test('a browser that does not leave when it is asked to is ended, with what it started', async () => {
  const pids = join(folder, 'pids');
  const stubborn = `sleep 60 & echo "$! $$" > ${pids}.new; mv ${pids}.new ${pids}; wait`;
  const browser = await startBrowser(inPlace('chromium', stubborn), 100);
  await expect.poll(() => existsSync(pids)).toBe(true);
  await browser.close();
  const started = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
  await expect.poll(() => started.filter(runs)).toEqual([]);
});

/** Whether a process is there, and not only its name for whoever should have asked after it. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
