/** How far this machine's clock is off, as AWS's answers tell: what one client has learnt, the next one begins with. */
export interface Clock {
  /** Milliseconds to add to this machine's time. */
  offset(): number;
  /** AWS's time, epoch milliseconds. */
  now(): number;
  learn(offset: number): void;
}

/** A clock that believes this machine's until it learns better. */
export function createClock(): Clock {
  let offset = 0;
  return {
    offset: () => offset,
    now: () => Date.now() + offset,
    learn(learnt) {
      offset = learnt;
    },
  };
}
