import { str } from '../json.ts';
import type { Json, WebFault } from '../types.ts';

/** One limit: a call every so many milliseconds, and as many at once as the burst allows. */
interface Limit {
  everyMs: number;
  burst: number;
  perChannel: boolean;
}

/** Slack documents the rates; the bursts it only calls short, so these are ours. */
const LIMITS = new Map<string, Limit>([
  ['chat.postMessage', { everyMs: 1000, burst: 10, perChannel: true }],
  ['chat.update', { everyMs: 1200, burst: 15, perChannel: false }],
]);

/** Keeps an app to Slack's rate limits. */
export class Rates {
  readonly #now: () => number;
  /** When each limit will be as if nothing had been called. */
  readonly #calm = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The 429 that a call gets, or undefined if it is within its limit; a refused call is not counted. */
  refuse(method: string, args: Json): WebFault | undefined {
    const limit = LIMITS.get(method);
    if (limit === undefined) return undefined;
    const { everyMs, burst, perChannel } = limit;
    const key = perChannel ? `${method} ${str(args, 'channel')}` : method;
    const now = this.#now();
    const calm = Math.max(this.#calm.get(key) ?? 0, now);
    const early = calm - now - (burst - 1) * everyMs;
    if (early > 0) {
      const retryAfter = Math.ceil(early / 1000);
      return { kind: 'status', status: 429, when: 'before', retryAfter };
    }
    this.#calm.set(key, calm + everyMs);
    return undefined;
  }
}
