import { type Finding, isReached } from '../finding.ts';

const HEAD = ['what', 'ours', 'peer', 'ratio (spread)', 'aim', 'reached'];

/** The findings as a Markdown table, its columns aligned. */
export function table(findings: readonly Finding[]): string {
  const rows = [HEAD, ...findings.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function row(finding: Finding): string[] {
  const { what, unit, ours, peer, ratio, aim, better } = finding;
  const reached = isReached(finding);
  const sign = better === 'less' ? '<=' : '>=';
  return [
    what,
    amount(ours, unit),
    peer ? `${amount(peer.value, unit)} (${peer.name})` : '-',
    ratio ? `${times(ratio.middle)} (${times(ratio.least)} to ${times(ratio.most)})` : '-',
    aim ? `${sign} ${aim.of === 'ratio' ? times(aim.value) : amount(aim.value, unit)}` : '-',
    reached === undefined ? '-' : reached ? 'yes' : 'no',
  ];
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)}x`;
}

function amount(value: number, unit: Finding['unit']): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  const text = Number.isInteger(value) ? String(value) : value.toFixed(digits);
  return unit === 'count' ? text : unit === '%' ? `${text}%` : `${text} ${unit}`;
}
