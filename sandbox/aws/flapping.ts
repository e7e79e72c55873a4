import type { Happening } from './types.ts';

/** Light that is lost and comes back, so many times; milliseconds, `from` counted from when the port was made. */
export interface Flapping {
  from: number;
  times: number;
  downMs: number;
  upMs: number;
}

/** The light of a port that has carried it, coming and going; at the end it is there. */
export function flapping({ from, times, downMs, upMs }: Flapping): Happening[] {
  return Array.from({ length: times }, (_, round) => from + round * (downMs + upMs)).flatMap((lost) => [
    { after: lost, interconnectState: 'down' },
    { after: lost + downMs, interconnectState: 'available' },
  ]);
}
