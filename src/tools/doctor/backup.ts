import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR } from '../../domain/time.ts';
import { ago, utc } from '../../words/time.ts';
import { notChecked, ok, type Verdict, wrong } from './finding.ts';

/** One a day, and a while that it may take. */
const OLDEST_MS = 26 * HOUR;

/** How old the newest backup is: a file, or the newest in a folder. `now` in epoch milliseconds. */
export function backupVerdict(path: string | undefined, now: number): Verdict {
  if (path === undefined)
    return notChecked('say where it is: --backup PATH.', 'npm run doctor -- --backup PATH');
  const newest = newestAt(path);
  if (!newest) return wrong(`there is none at ${path}. Make one.`, 'docs/database.md, Backups');
  const { at, bytes } = newest;
  if (bytes === 0) return wrong(`${path} is empty. Make another.`, 'docs/database.md, Backups');
  const age = `${ago(Math.max(now - at, 0))} old (${utc(at)})`;
  if (now - at <= OLDEST_MS) return ok(`the newest is ${age}.`);
  return wrong(`the newest is ${age}. Make one a day.`, 'docs/database.md, Backups');
}

function newestAt(path: string): { at: number; bytes: number } | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  const files = found.isDirectory() ? readdirSync(path).map((name) => statSync(join(path, name))) : [found];
  const [newest] = files.filter((file) => file.isFile()).sort((a, b) => b.mtimeMs - a.mtimeMs);
  return newest && { at: newest.mtimeMs, bytes: newest.size };
}
