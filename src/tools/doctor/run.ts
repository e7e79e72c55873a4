import { createRedact, type Redact, secretsIn } from '../../process/redact.ts';
import type { Env } from '../../settings/env.ts';
import type { Answer } from '../answer.ts';
import { couldNot } from '../could-not.ts';
import { printable } from '../printable.ts';
import { UsageError } from '../usage.ts';
import { checkAws } from './aws/index.ts';
import { backupVerdict } from './backup.ts';
import { HELP, readCommandLine } from './command-line.ts';
import type { Finding } from './finding.ts';
import { firstOrder } from './first-order/index.ts';
import { type Known, readKnown } from './known.ts';
import type { Outside } from './outside.ts';
import { countsOf, reportJson, reportText } from './report.ts';
import { checkRunning } from './running.ts';
import { checkSettings } from './settings.ts';
import { checkSlack } from './slack/index.ts';
import { checkStore } from './store/index.ts';

/** `npm run doctor`: whether everything is as the bot needs it; `colour`: for a terminal. Changes nothing anywhere. */
export async function runDoctor(
  args: string[],
  env: Env,
  outside: Outside,
  { colour }: { colour: boolean },
): Promise<Answer> {
  const redact = createRedact(secretsIn(env));
  try {
    const asked = readCommandLine(args);
    if (asked.command === 'help') return { code: 0, text: HELP };
    const known = readKnown(env);
    const isGuide = asked.command === 'first-order';
    // Whether Slack shows everything may take minutes to ask, and stops no order.
    const held = isGuide ? { ...outside, surfaces: () => [] } : outside;
    const found = await findAll(known, held, isGuide ? undefined : asked.backup);
    const findings = found.map((one) => cleaned(one, redact));
    const code = countsOf(findings).wrong > 0 ? 1 : 0;
    if (isGuide) return { code, text: printable(redact(await firstOrder(known, outside, findings))) };
    const text = asked.json ? reportJson(findings) : reportText(findings, { ...asked, colour });
    return { code, text };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `${error.message}\n\n${HELP}` };
    const { code, text } = couldNot(error);
    return { code, text: redact(text) };
  }
}

/** Makes every check: what is asked of Slack, AWS and the database at the same time, told in one order. */
async function findAll(known: Known, outside: Outside, backup: string | undefined): Promise<Finding[]> {
  const settings = checkSettings(known, outside);
  const [slack, aws, [store, running]] = await Promise.all([
    checkSlack(known, outside),
    checkAws(known, outside),
    checkStore(known, outside).then(
      async ({ checking, running }) => [checking, await checkRunning(known, outside, running)] as const,
    ),
  ]);
  return [
    ...[settings, slack, aws, store].flatMap(({ findings }) => findings),
    { name: 'Backup', ...backupVerdict(backup, outside.now()) },
    ...running.findings,
  ];
}

/** On one line, and without secrets. */
function cleaned(finding: Finding, redact: Redact): Finding {
  const clean = (text: string) => printable(redact(text)).replaceAll(/\s+/g, ' ').trim();
  return { ...finding, says: clean(finding.says), todo: finding.todo.map(clean) };
}
