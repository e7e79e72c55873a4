import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from './recorded.ts';
import { table } from './table.ts';

const PAGE = join(import.meta.dirname, '../../docs/performance.md');

/** Writes the table into docs/performance.md. */
export function writePage(form: string, recorded: Recorded): void {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), form, recorded));
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
