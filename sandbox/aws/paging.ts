import { type AwsError, clientException } from './errors.ts';
import { type Input, integer, text } from './input.ts';

const LARGEST_PAGE = 100;

/** One page after the item that the caller's nextToken names. */
export interface Page<T> {
  items: T[];
  /** The token of the next page; undefined at the end. */
  nextToken: string | undefined;
}

/** Cuts a listing by maxResults (at least 1; absent or above 100: 100) and nextToken ("" and null: from the start). */
export function pageOf<T>(all: T[], idOf: (item: T) => string, input: Input): Page<T> {
  const asked = integer(input, 'maxResults') ?? LARGEST_PAGE;
  if (asked < 1) throw clientException('maxResults must be at least 1.');
  const size = Math.min(asked, LARGEST_PAGE);
  const invalid = clientException('nextToken is not valid.');
  return cut(all, idOf, { size, token: text(input, 'nextToken'), invalid });
}

/** So many items after the one that a token names; `invalid` is thrown where it names none. */
export function cut<T>(
  all: T[],
  idOf: (item: T) => string,
  { size, token, invalid }: { size: number; token: string | undefined; invalid: AwsError },
): Page<T> {
  const start = startOf(all.map(idOf), token, invalid);
  const items = all.slice(start, start + size);
  const last = items.at(-1);
  const isEnd = last === undefined || start + size >= all.length;
  return { items, nextToken: isEnd ? undefined : Buffer.from(idOf(last)).toString('base64url') };
}

function startOf(ids: string[], token: string | undefined, invalid: AwsError): number {
  if (token === undefined || token === '') return 0;
  const index = ids.indexOf(Buffer.from(token, 'base64url').toString());
  if (index < 0) throw invalid;
  return index + 1;
}
