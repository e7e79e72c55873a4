import { str } from '../json.ts';
import type { Limits } from '../limits.ts';
import type { Json, WebFault } from '../types.ts';

/** Slack's kinds of rates: so many calls a minute, and as many at once as the burst allows. */
type Tier = 'chat.postMessage' | 'tier2' | 'tier3' | 'tier4' | 'special';

const MINUTE = 60_000;

/** These methods are of this tier. */
function tier(name: Tier, ...methods: string[]): [string, Tier][] {
  return methods.map((method) => [method, name]);
}

/**
 * Slack documents the rates of its tiers; bursts it only calls short, and what is special only hundreds a minute, so
 * these are ours. Source: "Rate limits", and each method's page.
 */
const TIERS = new Map<string, Tier>([
  ...tier('chat.postMessage', 'chat.postMessage'),
  ...tier('tier2', 'usergroups.list', 'usergroups.users.list', 'users.list'),
  ...tier('tier3', 'chat.update', 'chat.delete', 'bots.info', 'team.info'),
  ...tier('tier3', 'conversations.info', 'conversations.open'),
  ...tier('tier3', 'conversations.history', 'conversations.replies'),
  ...tier('tier4', 'views.open', 'views.push', 'views.update', 'views.publish', 'chat.postEphemeral'),
  ...tier(
    'tier4',
    'conversations.members',
    'users.info',
    'files.getUploadURLExternal',
    'files.completeUploadExternal',
    'files.info',
  ),
  ...tier('special', 'auth.test', 'chat.getPermalink', 'blocks.validate'),
]);

/** Which rate a method is held to; undefined if none. */
export function tierOf(method: string): Tier | undefined {
  return TIERS.get(method);
}

/** Keeps an app to Slack's rate limits. */
export class Rates {
  readonly #now: () => number;
  readonly #limits: Limits;
  /** When each limit will be as if nothing had been called. */
  readonly #calm = new Map<string, number>();

  constructor(now: () => number, limits: Limits) {
    this.#now = now;
    this.#limits = limits;
  }

  /** The 429 that a call gets, or undefined if it is within its limit; a refused call is not counted. */
  refuse(method: string, args: Json): WebFault | undefined {
    const limit = tierOf(method);
    if (limit === undefined) return undefined;
    const everyMs = MINUTE / this.#limits[`rate.${limit}`];
    const burst = this.#limits[`burst.${limit}`];
    const key = limit === 'chat.postMessage' ? `${method} ${str(args, 'channel')}` : method;
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
