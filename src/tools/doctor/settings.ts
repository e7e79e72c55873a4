import { allWrong } from '../../settings/all-wrong.ts';
import { rulesPath } from '../../settings/rules-file.ts';
import { readSettings } from '../../settings/settings.ts';
import { shownPath } from '../../settings/shown.ts';
import { type Checking, createChecking } from './checking.ts';
import { notChecked, ok, wrong } from './finding.ts';
import type { Known } from './known.ts';
import type { Outside } from './outside.ts';
import { placesFor } from './places.ts';

/** Source: package.json, engines. */
const NODE_LEAST = 24;

/** Node, every setting that is wrong, and the rules file: nothing is asked of anybody. */
export function checkSettings(known: Known, { nodeVersion, limitMs }: Outside): Checking {
  const checking = createChecking(limitMs);
  const { note } = checking;
  const major = Number(/^v(\d+)\./.exec(nodeVersion)?.[1]);
  note(
    'Node',
    major >= NODE_LEAST
      ? ok(`${nodeVersion}.`)
      : wrong(
          `${nodeVersion} is too old: the bot runs on ${NODE_LEAST} or later. Run npm ci, which brings it.`,
          'npm ci && npm run doctor',
        ),
  );
  const problems = allWrong(known.env);
  for (const { message } of problems) note('Setting', wrong(message, ...placesFor(message)));
  if (problems.length === 0) {
    const { warnings } = readSettings(known.env);
    note('Settings', ok(warnings.length > 0 ? `right. ${warnings.join(' ')}` : 'right.'));
  }
  const path = shownPath(rulesPath(known.env));
  const { rules } = known;
  if (!known.file || !rules) note('Rules', notChecked('needs the settings.', 'npm run rules -- check'));
  else {
    const names = rules.rules.map(({ name }) => name);
    const from = Object.keys(known.file.content).length > 0 ? path : 'APPROVERS, no rules file';
    note(
      'Rules',
      ok(
        `${names.length} ${names.length === 1 ? 'rule' : 'rules'} from ${from}: ${names.join(', ')}; none takes all of another.`,
      ),
    );
  }
  return checking;
}
