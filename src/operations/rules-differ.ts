import { processName } from '../actions/operating/process-name.ts';
import type { BotProcess } from '../domain/bot-process.ts';
import type { Incidents } from '../interfaces/incidents.ts';

const KEY = 'rules-differ';

/** Notes whether another process of the store decides by other rules than this one; given all that run, this one by `id`. */
export function watchRules(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  { id, rulesHash }: { id: string; rulesHash: () => string },
): (running: readonly BotProcess[]) => void {
  return (running) => {
    // While rules are read anew this one's row has them already.
    const others = running.filter((other) => other.id !== id && other.rulesHash !== rulesHash());
    if (others.length === 0) return incidents.clear(KEY);
    const names = others.map(processName).join(', ');
    incidents.raise(
      KEY,
      `RULES_DIFFER: other processes of this bot decide by other settings (${names}): nothing is ordered. Give all of them the same approvers, quorum, expiry and account.`,
    );
  };
}
