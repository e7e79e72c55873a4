/** What the demo tells a bot. All but `look` and `on` is answered, in the order in which it was told. */
export type Told =
  /** Answered in a moment in which it has nothing under way. */
  | { kind: 'rest' }
  /** Begin nothing from such a moment on; answered with whether there was one within so many milliseconds. */
  | { kind: 'hold'; forMs: number }
  /** Go by this time, in epoch milliseconds, and so fast. It is the first that a bot hears. */
  | { kind: 'go'; to: number; times: number }
  /** Begin things again. */
  | { kind: 'on' }
  /** Look for what is due. */
  | { kind: 'look' };

/** What a bot tells the demo. */
export type Said =
  /** It waits for the time. */
  | { kind: 'here' }
  | { kind: 'rested' }
  | { kind: 'held'; isHeld: boolean }
  | { kind: 'went' }
  /** Where operators ask. */
  | { kind: 'operators'; port: number };
