/** Whoever started the bot has changed their mind before it was up: no failure. */
export class StoppedEarly extends Error {
  readonly code = 'STOPPED_EARLY';
}

/** What a piece of the start comes to, unless it is to end before. */
export function unlessStopped<T>(work: Promise<T>, stopping: Promise<unknown> | undefined): Promise<T> {
  const stopped = stopping?.then(() => Promise.reject(new StoppedEarly('Stopped before it was up.')));
  return stopped ? Promise.race([work, stopped]) : work;
}
