/** What a spreadsheet would take for a formula, or for a mark like ours; wide signs are taken for narrow ones. */
const LIVE = /^[=+\-@\t\r\n'＝＋－＠]/;

/**
 * A row as RFC 4180 has it. A cell that a spreadsheet would calculate gets a `'` before it, and so does one that begins
 * with `'`: whoever reads it takes one `'` from the beginning of every cell that has one.
 */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = LIVE.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
