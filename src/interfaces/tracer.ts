import type { Work } from './store.ts';

/** What somebody did in Slack, as far as traces and the log name it; nothing that was typed. */
export interface Click {
  payload: 'command' | 'click' | 'form' | 'shortcut';
  /** Which command, button, menu or form, by its name in Slack. */
  action: string;
  /** Slack's ID of whoever did it. */
  user: string;
  /** The request that it is about, where it says so. */
  request: string | undefined;
}

/** Follows what people decide from the click to what is told, through every process that has a part in it. */
export interface Tracer {
  /** Begins a trace with a click. `handle` calls `acked` once Slack has its answer. */
  click<T>(click: Click, handle: (acked: () => void) => Promise<T>): Promise<T>;
  /** One piece of work of this kind: goes on with the trace of the request that it takes, if it takes one. */
  work<T>(kind: Work, work: () => Promise<T>): Promise<T>;
}
