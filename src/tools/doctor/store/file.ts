import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';

const MB = 2 ** 20;
/** The store of a big house takes some ten MB a month; the log beside it up to 8 MB, as a rule. */
const FREE_LEAST = 500 * MB;
const WAL_MOST = 64 * MB;

/** What there is to say where the file isn't there yet: whether it could be made. */
export function noFile(path: string): Verdict {
  let folder = dirname(resolve(path));
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return wrong(
      `there is no file ${path}, and ${folder} may not be written to. Give it to the user that the bot runs as.`,
      `ls -ld ${folder}`,
    );
  }
  return notChecked(`there is no file ${path} yet: the first start makes it.`, 'npm start');
}

/** The room on the file's disk, and the log that SQLite keeps beside it. The file itself is not opened. */
export function fileVerdicts(path: string): [string, Verdict][] {
  const { bavail, bsize } = statfsSync(dirname(resolve(path)));
  const free = Math.floor((bavail * bsize) / MB);
  const size = Math.ceil(statSync(path).size / MB);
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return [
    [
      'Database disk',
      free * MB >= FREE_LEAST
        ? ok(`${free} MB free, the file has ${size} MB.`)
        : wrong(
            `only ${free} MB free, the file has ${size} MB. Make room.`,
            `df -h ${dirname(resolve(path))}`,
          ),
    ],
    [
      'Database log',
      wal <= WAL_MOST
        ? ok(`${Math.ceil(wal / MB)} MB beside the file.`)
        : wrong(
            `${Math.ceil(wal / MB)} MB stand beside the file: something reads it for long. End that.`,
            `fuser -v ${path}`,
          ),
    ],
  ];
}
