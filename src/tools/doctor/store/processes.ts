import { processName } from '../../../actions/operating/process-name.ts';
import type { BotProcess } from '../../../domain/bot-process.ts';
import { hashOfRules } from '../../../settings/deciding.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import type { Known } from '../known.ts';

/** Who runs on the store, and whether they decide by the settings that stand here. */
export function processesVerdict(running: readonly BotProcess[], known: Known): Verdict {
  if (running.length === 0) return ok('none runs now.');
  const names = running.map(
    (one) => `${processName(one)}${one.frozen ? ' with FREEZE' : ''}${one.dryRun ? ' with DRY_RUN' : ''}`,
  );
  const { settings } = known;
  if (!settings) return notChecked(`${names.join(', ')}; whether by these rules needs the settings.`);
  const hash = hashOfRules(settings);
  const others = running.filter(({ rulesHash }) => rulesHash !== hash);
  if (others.length === 0) return ok(`${names.join(', ')}, by the rules that stand here.`);
  return wrong(
    `${others.map(processName).join(', ')} by other rules than stand here; with two kinds nothing is ordered. Restart them, or give them these.`,
    'npm run rules -- check',
    'kill -HUP PID: that process reads its rules file anew',
  );
}
