/** How thorough a run is. */
export interface Form {
  name: 'full' | 'short' | 'tiny';
  /** Turns that the bot and its peer each get, one after the other. */
  rounds: number;
  /** Opened forms in a turn, and before the first one. */
  opens: number;
  /** Whole orders in a turn, each of which waits for Slack's pace. */
  orders: number;
  /** Clicks of each kind in a turn where nothing waits for Slack's pace. */
  clicks: number;
  /** Milliseconds of saturation in a turn. */
  saturated: number;
  /** How many stored requests count as many. */
  many: number;
  /** Starts in a measure of starts. */
  starts: number;
  /** Orders before memory is measured. */
  ordersBefore: number;
  /** Milliseconds of doing nothing. */
  idle: number;
  /** Followed ports, in three Regions. */
  followed: number;
}

export const FORMS = {
  full: {
    name: 'full',
    rounds: 5,
    opens: 300,
    orders: 8,
    clicks: 100,
    saturated: 3_000,
    many: 1_000_000,
    starts: 7,
    ordersBefore: 1_000,
    idle: 30_000,
    followed: 10_000,
  },
  short: {
    name: 'short',
    rounds: 3,
    opens: 150,
    orders: 2,
    clicks: 25,
    saturated: 800,
    many: 50_000,
    starts: 3,
    ordersBefore: 60,
    idle: 4_000,
    followed: 3_000,
  },
  tiny: {
    name: 'tiny',
    rounds: 2,
    opens: 3,
    orders: 1,
    clicks: 2,
    saturated: 100,
    many: 200,
    starts: 1,
    ordersBefore: 2,
    idle: 200,
    followed: 30,
  },
} as const satisfies Record<Form['name'], Form>;
