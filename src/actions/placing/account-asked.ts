import type { Attempt } from '../../domain/request/attempt.ts';
import type { Request } from '../../domain/request/request.ts';

/** The account that an order went to: the pinned one, else the one its attempts knew; undefined if none was known. */
export function accountAsked(request: Request, attempts: readonly Attempt[]): string | undefined {
  return (
    request.accountId ?? attempts.findLast(({ accountId }) => accountId !== null)?.accountId ?? undefined
  );
}

/** A request as its rule is chosen for where it is about to be sent: it may have been asked before the account was known. */
export function inAccount(request: Request, accountId: string): Request {
  return { ...request, accountId: request.accountId ?? accountId };
}
