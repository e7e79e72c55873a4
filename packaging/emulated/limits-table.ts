import { LIMITS, type Limit } from '../../sandbox/workspace/limits.ts';
import { table } from './table.ts';

const PLACES = 'invalid_blocks, invalid_arguments';

/** Every limit of Slack's that is kept, with its source. */
export function limitsTable(): string {
  const rows = Object.entries<Limit>(LIMITS).map(([name, { most, of, word = PLACES, source, assumed }]) => [
    `\`${name}\``,
    `${most.toLocaleString('en-US')} ${of}`,
    word,
    `[${source.replace(/^https:\/\/(docs\.slack\.dev\/(reference\/)?|github\.com\/)/, '')}](${source})${assumed === undefined ? '' : `; ${assumed}: assumed`}`,
  ]);
  return table(['Limit', 'Taken at most', "Slack's word for more", 'Source'], rows);
}
