import type { Looker } from '../../domain/request/adoption.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { accountAsked } from './account-asked.ts';

/** What a look for a request's port is judged by, read at one moment. */
export async function lookerOf(
  tx: Snapshot,
  request: Request,
): Promise<{ looker: Looker; attempts: Attempt[] }> {
  const attempts = await tx.attempts.of(request.id);
  const [first] = attempts;
  const looker: Looker = {
    requestId: request.id,
    order: attempts.at(-1)?.sent ?? request.order,
    // Attempts of older versions remember only those of the same name.
    before: first && new Set(first.listedIds ?? first.sameNameIds),
    held: await tx.ports.heldIn({
      accountId: accountAsked(request, attempts) ?? null,
      region: request.order.region,
    }),
  };
  return { looker, attempts };
}
