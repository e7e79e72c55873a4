import type { Finding } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { readRegions, readSwitches } from './reads.ts';
import { firstOrderText } from './text.ts';

/** Leads through the first real order, by what `findings` and a few reads say; orders nothing. */
export async function firstOrder(
  known: Known,
  outside: Outside,
  findings: readonly Finding[],
): Promise<string> {
  const [regions, switches] = await Promise.all([readRegions(known, outside), readSwitches(known, outside)]);
  return firstOrderText({ findings, regions, switches, known });
}
