/** The monotonic clock, in milliseconds. Deadlines of calls use nothing else. */
export type Monotonic = () => number;
