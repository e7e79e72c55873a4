import { openBench } from './bench.ts';
import { readCommandLine } from './command-line.ts';
import type { Finding } from './finding.ts';
import { MEASURES } from './measures/index.ts';
import { writePlots } from './plots/index.ts';
import { fallen } from './report/check.ts';
import { thisCommit, thisMachine } from './report/machine.ts';
import { writePage } from './report/page.ts';
import { readRecorded, record } from './report/recorded.ts';
import { table } from './report/table.ts';

const asked = readCommandLine(
  process.argv.slice(2),
  MEASURES.map(({ name }) => name),
);
const { form, names } = asked;
const say = (text: string) => void process.stderr.write(`${text}\n`);
const recorded = readRecorded(form.name);
if (asked.check && !recorded) {
  say(`Nothing is recorded of the form ${form.name}: run it with --record first.`);
  process.exit(1);
}
const bench = await openBench({ ...asked, say });
const findings: Finding[] = [];
try {
  for (const { name, run } of MEASURES) {
    if (names.length > 0 && !names.includes(name)) continue;
    findings.push(...(await run(bench)));
  }
} finally {
  await bench.close();
}
process.stdout.write(`${table(findings)}\n`);
if (asked.record) writePage(form.name, record(form.name, thisMachine(), thisCommit(), findings, asked.whole));
if (asked.plot) say(`Drawn: ${writePlots(bench, findings).join(', ')}`);
if (asked.check && recorded) {
  const worse = fallen(recorded.findings, findings);
  for (const { what, was, is } of worse)
    say(`Worse: ${what}: ${is.toFixed(2)}, recorded was ${was.toFixed(2)}.`);
  if (worse.length > 0) process.exitCode = 1;
  else say('Nothing is 20% worse than recorded.');
}
