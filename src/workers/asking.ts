import type { DirectConnect } from '../interfaces/direct-connect.ts';
import type { Spacing } from './spacing.ts';

/** Takes a turn whenever AWS is asked: for work that asks for one thing at a time, and may have to for many. */
export function askingInTurns(directConnect: DirectConnect, turns: Spacing): DirectConnect {
  return {
    ...directConnect,
    open(...asked) {
      turns.take();
      return directConnect.open(...asked);
    },
  };
}
