/** Lines of a bot's log as people read them: of a JSON line its message. */
export function lastWords(lines: readonly string[]): string[] {
  return lines.map((line) => said(line) ?? line).filter((line) => line.trim() !== '');
}

function said(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    return typeof msg === 'string' ? msg : undefined;
  } catch {
    return undefined;
  }
}
