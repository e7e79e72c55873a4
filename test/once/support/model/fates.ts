import fc from 'fast-check';
import { type Fate, LIVES } from './process.ts';

/** How often a process lives to the end of its work, against how often it doesn't. */
export interface Odds {
  lives: number;
  ends: number;
}

/** Lives, or ends somewhere in the first crossings. */
export function fates(odds: Odds, crossings: number, ...ends: [Ending, ...Ending[]]): fc.Arbitrary<Fate> {
  const ended = fc
    .tuple(fc.constantFrom(...ends), fc.nat(crossings))
    .map(([kind, at]): Fate => ({ kind, at }));
  return fc.oneof(
    { weight: odds.lives, arbitrary: fc.constant(LIVES) },
    { weight: odds.ends, arbitrary: ended },
  );
}

type Ending = Exclude<Fate['kind'], 'lives'>;
