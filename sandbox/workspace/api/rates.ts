import { str } from '../json.ts';
import type { Json, WebFault } from '../types.ts';

/** One limit: a call every so many milliseconds, and as many at once as the burst allows. */
interface Limit {
  everyMs: number;
  burst: number;
  perChannel: boolean;
}

const MINUTE = 60_000;

/** So many calls a minute. */
function tier(perMinute: number, burst: number, ...methods: string[]): [string, Limit][] {
  return methods.map((method) => [method, { everyMs: MINUTE / perMinute, burst, perChannel: false }]);
}

/**
 * Slack documents the rates of its tiers; bursts it only calls short, and what is special only hundreds a minute, so
 * these are ours. Source: "Rate limits", and each method's page.
 */
const LIMITS = new Map<string, Limit>([
  ['chat.postMessage', { everyMs: 1000, burst: 10, perChannel: true }],
  ...tier(20, 10, 'usergroups.list', 'usergroups.users.list', 'users.list'),
  ...tier(50, 15, 'chat.update', 'chat.delete', 'bots.info', 'team.info'),
  ...tier(50, 15, 'conversations.info', 'conversations.members', 'conversations.open'),
  ...tier(50, 15, 'conversations.history', 'conversations.replies'),
  ...tier(100, 25, 'views.open', 'views.push', 'views.update', 'views.publish', 'chat.postEphemeral'),
  ...tier(100, 25, 'users.info', 'files.getUploadURLExternal', 'files.completeUploadExternal', 'files.info'),
  ...tier(300, 100, 'auth.test', 'chat.getPermalink', 'blocks.validate'),
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
