import { HOUR } from '../domain/time.ts';
import type { Trouble } from '../interfaces/chat.ts';

/** Something that somebody has to mend before Slack takes what the bot says. */
export interface StandingTrouble {
  scope: 'message' | 'place' | 'bot';
  code: string;
  channel: string | null;
  requestId: string | null;
  /** Slack's own words about what is wrong. */
  details?: string[];
  /** Epoch milliseconds. */
  since: number;
}

/** Where and what; a trouble of the whole bot names no place. */
export type Noted = Pick<Trouble, 'scope' | 'code' | 'details'> & {
  channel: string | null;
  requestId: string | null;
};

/** The same as a line of the log has it. */
export function troubleFields<T extends Pick<Noted, 'requestId'>>({ requestId, ...trouble }: T) {
  return { ...trouble, request: requestId ?? undefined };
}

/** What only posting can meet: who may post is no question of who may change. */
const POSTING = /^restricted_action|^missing_scope$|^not_in_channel$/;
/** What any answered call disproves. */
const AUTHENTICATION = new Set([
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'account_inactive',
]);

/** What stands between the bot and Slack. */
export interface Troubles {
  /** Notes what Slack refused for good; anything that passes by itself is none. */
  note(trouble: Noted): void;
  /** Slack took something in this channel. Changing a message shows nothing about who may post. */
  over(channel: string, method: 'post' | 'update'): void;
  /** Slack knows the token: it was not revoked, or not any more. */
  known(): void;
  /** What stands now, the oldest first: what nobody has met again for an hour is a thing of the past. */
  standing(): StandingTrouble[];
}

/** Whether Slack's word is about the token, and so about everything that the bot says. */
export function isAboutToken(code: string): boolean {
  return AUTHENTICATION.has(code);
}

/** By the bot's own memory; `onNew` is told of each once while it stands. */
export function createTroubles(now: () => number, onNew: (trouble: StandingTrouble) => void): Troubles {
  const standing = new Map<string, { trouble: StandingTrouble; metAt: number }>();
  const forget = () => {
    for (const [key, { metAt }] of standing) if (now() - metAt >= HOUR) standing.delete(key);
  };
  return {
    note({ scope, code, details, channel, requestId }) {
      forget();
      if (scope !== 'message' && scope !== 'place' && scope !== 'bot') return;
      // Slack's methods have words of their own for one and the same trouble of a place.
      const key =
        scope === 'bot' ? scope : scope === 'place' ? `${scope} ${channel}` : `${scope} ${requestId} ${code}`;
      const before = standing.get(key)?.trouble;
      const trouble = before ?? {
        scope,
        code,
        ...(details ? { details } : {}),
        channel,
        requestId,
        since: now(),
      };
      standing.set(key, { trouble, metAt: now() });
      if (!before) onNew(trouble);
    },
    over(channel, method) {
      for (const [key, { trouble }] of standing) {
        const about = trouble.scope === 'bot' || (trouble.scope === 'place' && trouble.channel === channel);
        if (about && (method === 'post' || !POSTING.test(trouble.code))) standing.delete(key);
      }
    },
    known() {
      if (AUTHENTICATION.has(standing.get('bot')?.trouble.code ?? '')) standing.delete('bot');
    },
    standing() {
      forget();
      return [...standing.values()].map(({ trouble }) => trouble);
    },
  };
}
