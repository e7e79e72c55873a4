import { SECOND } from '../domain/time.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Incidents } from '../interfaces/incidents.ts';

const KEY = 'outgrown';
const EVERY_MS = 30 * SECOND;

const TEXT =
  'OUTGROWN: a newer version of this bot has changed the database. This process goes on answering clicks, but orders, ' +
  'follows and tells nothing any more. Let the newer version take its place; this one can not be started again.';

/** Notes that a newer version has changed the database; `isOutgrown` asks the store. */
export function outgrownDuty(incidents: Pick<Incidents, 'raise'>, isOutgrown: () => Promise<boolean>): Duty {
  return {
    failure: 'it is not known whether a newer version runs',
    level: 'warn',
    firstMs: EVERY_MS,
    async run() {
      if (!(await isOutgrown())) return EVERY_MS;
      incidents.raise(KEY, TEXT);
      // No version goes back.
      return undefined;
    },
  };
}
