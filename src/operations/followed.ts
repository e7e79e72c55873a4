import type { Logger } from 'pino';
import type { Followed } from '../actions/following/follow.ts';
import type { Where } from '../domain/where.ts';

/** Logs what following comes to: what changed, and why ports could not be listed once, until that is another reason. */
export function logFollowed(log: Pick<Logger, 'info' | 'warn'>): (where: Where, followed: Followed) => void {
  const failing = new Map<string, string>();
  return (where, followed) => {
    const key = `${where.accountId}/${where.region}`;
    if (followed.kind === 'followed') {
      if (failing.delete(key)) log.info({ ...where }, 'ports are listed again');
      if (followed.changed > 0) log.info({ ...where, ...followed }, 'ports changed');
    } else if (failing.get(key) !== followed.code) {
      failing.set(key, followed.code);
      log.warn({ ...where, ...followed }, 'ports not listed');
    }
  };
}
