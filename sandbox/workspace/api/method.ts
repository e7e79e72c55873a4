import { int } from '../json.ts';
import type { State } from '../state.ts';
import type { Json } from '../types.ts';

/** A refusal in Slack's words: `{ ok: false, error, ...details }`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal with the lines that Slack gives under response_metadata.messages. */
export function refusal(code: string, messages: string[]): SlackError {
  return new SlackError(code, {
    ...(code === 'invalid_blocks' ? { errors: messages } : {}),
    response_metadata: { messages: messages.map((line) => `[ERROR] ${line}`) },
  });
}

/** One method of the Web API: what it needs and what it answers besides `ok`. */
export interface Method {
  token: 'bot' | 'app';
  /** One of these is enough; none is needed if the list is empty. */
  scopes: string[];
  run(state: State, args: Json): Json;
}

/** Refuses a call whose token has none of these scopes. */
export function needScopes(state: State, scopes: string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => state.scopes.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: scopes.join(), provided: state.scopes.join() });
}

/** Methods by their name. */
export type Methods = Record<string, Method>;

/** A bot-token method. */
export function method(scopes: string[], run: Method['run']): Method {
  return { token: 'bot', scopes, run };
}

/** How many items a page may have: what was asked for, else as many as the method gives by itself. */
export function pageSize(args: Json, otherwise: number, most: number): number {
  const limit = int(args, 'limit') || otherwise;
  if (limit < 0 || limit > most) throw new SlackError('invalid_limit');
  return limit;
}

/** Cuts one page out of a list, the way cursors do; `next` is '' on the last page. */
export function page<T>(items: T[], cursor: string | undefined, limit: number): { items: T[]; next: string } {
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('next:', '')) : 0;
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), next };
}
