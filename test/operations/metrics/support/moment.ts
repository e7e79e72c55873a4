import type { Moment } from '../../../../src/operations/metrics/gauges.ts';
import { NONE } from '../../support/no-counts.ts';

/** A bot that has nothing to do, with a store in which nothing is. */
export const MOMENT = {
  counted: {
    at: 1_000,
    counts: NONE,
  },
  ready: { slack: true, store: true },
  slackConnected: true,
  slackConnections: 1,
  ghosts: 0,
  troubles: [],
  incidents: [],
} satisfies Moment;
