import type { Chances, Waiting } from '../faults.ts';

/** How one Web API call goes wrong. `after` means: done, but the answer is lost. */
export type WebFault =
  | { kind: 'status'; status: number; when: 'before' | 'after'; retryAfter?: number }
  | { kind: 'reset'; when: 'before' | 'after' }
  /** `messages`: what Slack says besides, under response_metadata. */
  | { kind: 'error'; error: string; messages?: string[] }
  | { kind: 'slow'; ms: number }
  /** Never done and never answered, until the caller leaves or the workspace closes. */
  | { kind: 'hang' };

/** What goes wrong by chance. */
export interface Weather extends Chances<WebFault> {
  /** Share of the deliveries that reach the bot twice. */
  twice?: number;
  /** Share of the deliveries after whose ack the socket that carried it is dropped. */
  dropped?: number;
}

/** What is set to go wrong from now on. */
export interface Trouble {
  weather: Weather | undefined;
  /** The faults that wait for their calls, oldest first. */
  waiting: Waiting<WebFault>[];
  /** How many of the next deliveries go out twice. */
  twice: number;
  /** The tokens that were ended. */
  revoked: string[];
}
