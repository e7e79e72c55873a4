import type { Moment } from '../../../../src/operations/metrics/gauges.ts';

/** A bot that has nothing to do, with a store in which nothing is. */
export const MOMENT = {
  counted: {
    at: 1_000,
    counts: {
      requests: {},
      attempts: {},
      ports: [],
      linesWaiting: 0,
      oldestLineAt: null,
      linesGivenUp: 0,
      strays: 0,
      frozenAt: null,
      listings: [],
    },
  },
  ready: { slack: true, store: true },
  slackConnected: true,
  slackConnections: 1,
  ghosts: 0,
  troubles: [],
  incidents: [],
} satisfies Moment;
