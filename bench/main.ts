import { openBench } from './bench.ts';
import { readCommandLine } from './command-line.ts';
import type { Finding } from './finding.ts';
import { MEASURES } from './measures/index.ts';
import { table } from './report/table.ts';

const asked = readCommandLine(
  process.argv.slice(2),
  MEASURES.map(({ name }) => name),
);
const say = (text: string) => void process.stderr.write(`${text}\n`);
const bench = await openBench({ ...asked, say });
const findings: Finding[] = [];
try {
  for (const { name, run } of MEASURES) {
    if (asked.names.length > 0 && !asked.names.includes(name)) continue;
    findings.push(...(await run(bench)));
  }
} finally {
  await bench.close();
}
process.stdout.write(`${table(findings)}\n`);
