import type { Logger } from 'pino';
import type { Incidents } from '../interfaces/incidents.ts';
import type { InForce } from '../settings/in-force.ts';

const KEY = 'rules-not-reloaded';
/** What says by itself what is wrong, where, and what to do. */
const SELF_EXPLAINING = new Set(['SETTING', 'START', 'STORE_UNAVAILABLE']);

/** The steps of a reload, each of which may refuse the rules by throwing. */
export interface ReloadDeps {
  /** Asks whether those whom they name are there, and enough. */
  check(next: InForce): Promise<void>;
  /** Writes down that they hold from now on, before anything is decided by them. */
  record(next: InForce): Promise<void>;
  /** From now on they hold. */
  take(next: InForce): void;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  log: Pick<Logger, 'info' | 'error'>;
}

/**
 * Lets rules that are read anew hold, one reload after the other. Where that can't be, those of before hold on, and it is
 * an incident until a reload succeeds. Never rejects.
 */
export function createReload(deps: ReloadDeps): (read: () => InForce) => Promise<void> {
  const { check, record, take, incidents, log } = deps;
  let last = Promise.resolve();
  const reload = async (read: () => InForce) => {
    try {
      const next = read();
      await check(next);
      await record(next);
      take(next);
      incidents.clear(KEY);
      log.info({ rules_hash: next.hash, rules: next.rules.map(({ name }) => name) }, 'rules reloaded');
    } catch (error) {
      if (!isSelfExplaining(error)) log.error({ err: error }, 'rules not reloaded');
      // Each reload that fails is told anew.
      incidents.clear(KEY);
      incidents.raise(
        KEY,
        `RULES_NOT_RELOADED: ${error instanceof Error ? error.message : error} The rules of before still hold. Send SIGHUP again then.`,
      );
    }
  };
  return (read) => {
    last = last.then(() => reload(read));
    return last;
  };
}

function isSelfExplaining(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SELF_EXPLAINING.has(String(error.code));
}
