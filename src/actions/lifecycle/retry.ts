import { SECOND } from '../../domain/time.ts';

const FIRST_MS = 5 * SECOND;
const MOST_MS = 300 * SECOND;

/** Milliseconds until the next try: 5 s, doubled with each, at most 5 min; up to half of it is jitter. */
export function retryIn(tries: number, random: () => number): number {
  return shortened(Math.min(FIRST_MS * 2 ** tries, MOST_MS), random);
}

/** Milliseconds until AWS is looked at again: soon at first, then a quarter of what was waited, at most 5 min. */
export function lookAgainIn(waitedMs: number, random: () => number): number {
  return shortened(Math.min(Math.max(waitedMs / 4, FIRST_MS), MOST_MS), random);
}

/** In whole milliseconds: PostgreSQL takes no others. */
function shortened(ms: number, random: () => number): number {
  return Math.round(ms * (0.5 + random() / 2));
}
