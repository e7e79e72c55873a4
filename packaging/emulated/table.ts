/** A table in Markdown; what a cell says is never read as its border. */
export function table(head: string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Words as code, in a row; a dash where there are none. */
export function codes(words: Iterable<string>): string {
  return [...words].map((word) => `\`${word}\``).join(', ') || '-';
}
