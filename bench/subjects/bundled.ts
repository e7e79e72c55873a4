import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'packaging/bundle.ts');
/** What a bundle's entry may be called. */
const ENTRIES = ['main.mjs', 'main.js', 'interconnect-bot.mjs', 'interconnect-bot.js'];
const MOST_MS = 60_000;

/** The bot in one file, made in this folder as the image makes it; undefined, and said so, where it can't be made. */
export async function bundled(folder: string, say: (text: string) => void): Promise<string | undefined> {
  if (!existsSync(BUNDLE)) {
    say('start: there is no packaging/bundle.ts, the bundle is left out');
    return undefined;
  }
  await promisify(execFile)(process.execPath, [BUNDLE, folder], { cwd: ROOT, timeout: MOST_MS });
  const entry = ENTRIES.map((name) => join(folder, name)).find(existsSync);
  if (!entry) say(`start: packaging/bundle.ts made none of ${ENTRIES.join(', ')}, the bundle is left out`);
  return entry;
}
