import type { Logger } from 'pino';
import { hearOfMaintenance } from '../actions/maintenance/hear.ts';
import { traceDeletions } from '../actions/tracing/trace-deletions.ts';
import type { Aws } from '../interfaces/aws.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Incidents } from '../interfaces/incidents.ts';
import type { Store } from '../interfaces/store.ts';
import { watchOptional } from './optional-rights.ts';

interface NewsDeps {
  store: Store;
  aws: Pick<Aws, 'health' | 'trail'>;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  random: () => number;
  /** So often it is looked whether something is due, by whichever process; milliseconds. */
  lookMs: number;
  log: Logger;
}

/** Tells of maintenance that AWS Health knows of. */
export function maintenanceDuty({ store, aws, incidents, random, lookMs, log }: NewsDeps): Duty {
  const noteAnswer = watchOptional(
    { key: 'aws-health', name: 'AWS Health', setting: 'AWS_HEALTH', without: 'maintenance is not told' },
    incidents,
    log,
  );
  let failures = 0;
  return {
    failure: 'maintenance not told',
    level: 'warn',
    firstMs: lookMs,
    async run() {
      const heard = await hearOfMaintenance({ store, health: aws.health, random }, failures);
      if (heard) {
        failures = heard.refusal ? failures + 1 : 0;
        noteAnswer(heard.refusal);
        for (const { item, error } of heard.failed)
          log.warn({ err: error, request: item }, 'maintenance not told');
      }
      return lookMs;
    },
  };
}

/** Tells who deleted ports that are gone, as far as CloudTrail knows. */
export function tracingDuty({ store, aws, incidents, lookMs, log }: NewsDeps): Duty {
  const noteAnswer = watchOptional(
    {
      key: 'cloudtrail',
      name: 'CloudTrail',
      setting: 'CLOUDTRAIL',
      without: 'it is not told who deletes a port',
    },
    incidents,
    log,
  );
  return {
    failure: 'deletions not traced',
    level: 'warn',
    firstMs: lookMs,
    async run() {
      const traced = await traceDeletions({ store, trail: aws.trail });
      if (traced?.kind === 'asked') noteAnswer(undefined);
      if (traced?.kind === 'could_not_look') noteAnswer(traced);
      return lookMs;
    },
  };
}
