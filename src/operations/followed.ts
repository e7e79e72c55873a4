import type { Logger } from 'pino';
import type { FailedPort, Followed } from '../actions/following/list.ts';
import type { Where } from '../domain/where.ts';

/**
 * Logs what following comes to: what changed, and once, until that is another reason, why ports could not be listed and
 * why what is listed of one, or of several together, could not be noted.
 */
export function logFollowed(
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
): (where: Where, followed: Followed) => void {
  const failing = new Map<string, string>();
  /** Of each place the ports that the last listing could not be noted of, and why. */
  const unnoted = new Map<string, ReadonlyMap<string, string>>();
  /** Of each place the ports that the last listing showed twice, not alike. */
  const twice = new Map<string, string>();
  /** Of each place why ports could not be noted together. */
  const split = new Map<string, ReadonlySet<string>>();
  return (where, followed) => {
    const key = `${where.accountId}/${where.region}`;
    if (followed.kind === 'followed') {
      const { failed, together, unlike, ...told } = followed;
      if (failing.delete(key)) log.info({ ...where }, 'ports are listed again');
      if (told.changed > 0) log.info({ ...where, ...told }, 'ports changed');
      if (unlike.length > 0 && twice.get(key) !== unlike.join())
        log.warn({ ...where, interconnectIds: unlike }, 'ports are listed twice, and not alike');
      twice.set(key, unlike.join());
      const before = unnoted.get(key);
      for (const one of failed) {
        const { requestId, interconnectId } = one.item;
        if (before?.get(nameOf(one)) === String(one.error)) continue;
        log.error(
          { ...where, request: requestId, interconnectId, err: one.error },
          'a port could not be noted',
        );
      }
      const causes = new Map(together.map((error) => [String(error), error]));
      for (const [cause, err] of causes)
        if (!split.get(key)?.has(cause)) log.warn({ ...where, err }, 'ports had to be noted one by one');
      split.set(key, new Set(causes.keys()));
      unnoted.set(key, new Map(failed.map((one) => [nameOf(one), String(one.error)])));
    } else if (failing.get(key) !== followed.code) {
      failing.set(key, followed.code);
      log.warn({ ...where, ...followed }, 'ports not listed');
    }
  };
}

function nameOf({ item: { requestId, interconnectId } }: FailedPort): string {
  return `${requestId} ${interconnectId}`;
}
