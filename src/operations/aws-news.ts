import type { Logger } from 'pino';
import { hearOfMaintenance } from '../actions/maintenance/hear.ts';
import { traceDeletions } from '../actions/tracing/trace-deletions.ts';
import { type Accounts, labelOf } from '../domain/account.ts';
import type { Aws } from '../interfaces/aws.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Incidents } from '../interfaces/incidents.ts';
import type { Store } from '../interfaces/store.ts';
import { type NoteAnswer, type Optional, watchOptional } from './optional-rights.ts';

interface NewsDeps {
  store: Store;
  aws: Pick<Aws, 'health' | 'trail'>;
  /** Those that are ordered in: each is asked about, and fails, alone. */
  accounts: Accounts;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  random: () => number;
  /** So often it is looked whether something is due, by whichever process; milliseconds. */
  lookMs: number;
  log: Logger;
}

/** Tells of maintenance that AWS Health knows of. */
export function maintenanceDuty({ store, aws, random, lookMs, ...deps }: NewsDeps): Duty {
  const { accounts, log } = deps;
  const noting = watchEach(
    { key: 'aws-health', name: 'AWS Health', setting: 'AWS_HEALTH', without: 'maintenance is not told' },
    deps,
  );
  const failures = new Map<string | null, number>();
  const hearOf = async (id: string | null) => {
    const before = failures.get(id) ?? 0;
    const heard = await hearOfMaintenance({ store, health: aws.health, random }, before, id);
    if (!heard) return;
    failures.set(id, heard.refusal ? before + 1 : 0);
    noting(id)(heard.refusal);
    for (const { item, error } of heard.failed)
      log.warn({ err: error, request: item }, 'maintenance not told');
  };
  return {
    failure: 'maintenance not told',
    level: 'warn',
    firstMs: lookMs,
    async run() {
      for (const { id } of accounts) await hearOf(accounts.length > 1 ? id : null);
      return lookMs;
    },
  };
}

/** Tells who deleted ports that are gone, as far as CloudTrail knows. */
export function tracingDuty({ store, aws, lookMs, ...deps }: NewsDeps): Duty {
  const noting = watchEach(
    {
      key: 'cloudtrail',
      name: 'CloudTrail',
      setting: 'CLOUDTRAIL',
      without: 'it is not told who deletes a port',
    },
    deps,
  );
  return {
    failure: 'deletions not traced',
    level: 'warn',
    firstMs: lookMs,
    async run() {
      const traced = await traceDeletions({ store, trail: aws.trail });
      for (const [id, refusal] of traced?.asked ?? []) noting(id)(refusal);
      return lookMs;
    },
  };
}

/** What hears the answers about one account: its own where there are several, else the same for all. */
function watchEach(
  optional: Optional,
  { accounts, incidents, log }: Pick<NewsDeps, 'accounts' | 'incidents' | 'log'>,
): (accountId: string | null) => NoteAnswer {
  const all = watchOptional(optional, incidents, log);
  const each = new Map<string, NoteAnswer>();
  return (id) => {
    if (accounts.length === 1 || id === null) return all;
    const label = labelOf(accounts, id);
    const name = `${optional.name} of account ${id}${label ? ` (${label})` : ''}`;
    const one =
      each.get(id) ?? watchOptional({ ...optional, key: `${optional.key}:${id}`, name }, incidents, log);
    each.set(id, one);
    return one;
  };
}
