import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../finding.ts';
import type { Recorded } from './recorded.ts';
import { table } from './table.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What the README shows of it: keys that begin so. */
const IN_SHORT = [
  'open/sqlite/http/0/p50',
  'order/sqlite/acked',
  'order/sqlite/created/p50',
  'waterfall/',
  'growth/sqlite/open',
  'growth/sqlite/create',
  'growth/sqlite/stall',
  'start/image',
  'memory/image',
  'followed/sqlite',
  'idle/sqlite',
];

/** Writes the table into docs/performance.md, and a shorter one into the README. */
export function writePages(form: string, recorded: Recorded): void {
  for (const [name, shown] of [
    ['docs/performance.md', recorded],
    ['README.md', inShort(recorded)],
  ] as const) {
    const page = join(ROOT, name);
    writeFileSync(page, withTable(readFileSync(page, 'utf8'), form, shown));
  }
}

/** The page with the table between its marks; throws where it has none. */
export function withTable(page: string, form: string, { machine, findings }: Recorded): string {
  const commits = [...new Set(findings.map(({ commit }) => commit))].join(', ');
  const { cpu, cores, node, platform } = machine;
  const head = `Form \`${form}\`, commit ${commits}. ${cpu}, ${cores} cores, Node ${node}, ${platform}.`;
  const marks = /(<!-- table -->\n)[\s\S]*(<!-- end of table -->)/;
  if (!marks.test(page)) throw new Error('The page has no marks for its table.');
  return page.replace(
    marks,
    (_, from: string, to: string) => `${from}\n${head}\n\n${table(findings)}\n\n${to}`,
  );
}

/** The findings that say most. */
export function inShort({ machine, findings }: Recorded): Recorded {
  const shows = ({ key }: Finding) => IN_SHORT.some((begin) => key.startsWith(begin));
  return { machine, findings: findings.filter(shows) };
}
