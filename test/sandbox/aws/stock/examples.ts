import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the installed `aws` command has its examples; undefined if it brings none. */
export const EXAMPLES = (() => {
  const where = 'import awscli; print(awscli.__path__[0])';
  const { status, stdout } = spawnSync('python3', ['-c', where], { encoding: 'utf8' });
  const folder = join(stdout?.trim() ?? '', 'examples');
  return status === 0 && existsSync(join(folder, 'directconnect')) ? folder : undefined;
})();

/** What AWS shows as the output of an operation: each JSON that stands under `Output::`. */
export function outputsOf(service: string, command: string): unknown[] {
  const path = join(EXAMPLES ?? '', service, `${command}.rst`);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split(/^Output::\s*$/m)
    .slice(1)
    .map((rest) => JSON.parse(indented(rest)));
}

/** The indented lines with which a text begins. */
function indented(text: string): string {
  const lines = text.replace(/^\n+/, '').split('\n');
  const end = lines.findIndex((line) => /^\S/.test(line));
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}
