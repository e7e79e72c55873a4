import { METHODS } from '../../sandbox/workspace/api/call.ts';
import type { Method } from '../../sandbox/workspace/api/method.ts';
import { tierOf } from '../../sandbox/workspace/api/rates.ts';
import { SLACKS_LIMITS } from '../../sandbox/workspace/limits.ts';
import { shown } from './observed.ts';
import type { SlackTour } from './slack-tour.ts';
import { codes, table } from './table.ts';
import { testsNaming } from './tests.ts';

const TESTS = 'test/sandbox/workspace';

/** Every method that is answered: what is read, answered and refused. */
export function methodsTable(tour: SlackTour): string {
  const rows = Object.entries(METHODS)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, method]) => row(tour, name, method));
  return table(['Method', 'Rate', 'Arguments read', 'Answer', 'Refusals', 'Test'], rows);
}

function rateOf(name: string): string {
  const tier = tierOf(name);
  if (tier === undefined) return '-';
  const each = tier === 'chat.postMessage' ? ' and channel' : '';
  return `${SLACKS_LIMITS[`rate.${tier}`]} a minute${each}`;
}

function row(tour: SlackTour, name: string, { scopes }: Method): string[] {
  const seen = tour.seen.get(name);
  if (seen === undefined) throw new Error(`the tour doesn't call ${name}`);
  const link = `[${name}](https://docs.slack.dev/reference/methods/${name})`;
  return [
    scopes.length === 0 ? link : `${link}, needs ${scopes.join(' or ')}`,
    rateOf(name),
    codes(seen.read),
    shown(seen.answered) || '-',
    codes([...seen.errors].sort()),
    testsNaming(TESTS, new RegExp(name.replace('.', '\\.'))).join(', ') || '-',
  ];
}
