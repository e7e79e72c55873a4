import { processName } from '../actions/operating/process-name.ts';
import type { BotProcess } from '../domain/bot-process.ts';
import type { Incidents } from '../interfaces/incidents.ts';

const KEY = 'rules-differ';

/** Notes whether another process of the store decides by other rules than this one; given all that run. */
export function watchRules(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  rulesHash: () => string,
): (running: readonly BotProcess[]) => void {
  return (running) => {
    const others = running.filter((other) => other.rulesHash !== rulesHash());
    if (others.length === 0) return incidents.clear(KEY);
    const names = others.map(processName).join(', ');
    incidents.raise(
      KEY,
      `RULES_DIFFER: other processes of this bot decide by other settings (${names}): nothing is ordered. Give all of them the same approvers, quorum, expiry and account.`,
    );
  };
}
