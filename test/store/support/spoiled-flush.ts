import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const NOFOLLOW = 0o400000;
/** Far more files than a test has open. */
const FILES_MOST = 1_000;

/** Has the store of a SQLite file that this process has open flush something that takes no flush, in place of its log. */
export function spoilFlush(url: string): void {
  const log = `${url.slice('file:'.length)}-wal`;
  const flags = (fd: number) =>
    Number.parseInt(/^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '', 8);
  const isLog = (fd: number) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === log;
    } catch {
      return false;
    }
  };
  // SQLite opens its own so that it follows no link.
  const [own, ...more] = readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => isLog(fd) && (flags(fd) & NOFOLLOW) === 0);
  if (own === undefined || more.length > 0) throw new Error('There is one that flushes.');
  closeSync(own);
  const others: number[] = [];
  let opened = openSync('/dev/null', 'r');
  while (opened !== own && others.length < FILES_MOST) {
    others.push(opened);
    opened = openSync('/dev/null', 'r');
  }
  for (const fd of others) closeSync(fd);
  if (opened !== own) throw new Error('Somebody else took its number.');
}
