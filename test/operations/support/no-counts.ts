import type { Counts } from '../../../src/interfaces/store.ts';

/** What is counted of a store in which nothing is. */
export const NONE: Counts = {
  requests: {},
  attempts: {},
  ports: [],
  linesWaiting: 0,
  oldestLineAt: null,
  linesGivenUp: 0,
  strays: 0,
  frozenAt: null,
  listings: [],
};
