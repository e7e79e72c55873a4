import type { Request } from '../domain/request.ts';
import type { Attempt } from './ports.ts';

/** The account that an order went to: the pinned one, else the one its last attempt knew; null if neither was known. */
export function accountAsked(request: Request, attempts: readonly Attempt[]): string | null {
  return request.accountId ?? attempts.at(-1)?.accountId ?? null;
}
