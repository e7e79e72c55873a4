import { apply } from './apply.ts';
import type { Store } from './ports.ts';

const LEASE_MS = 10_000;

/** Ends one request that nobody decided in time; false when none is due. */
export function expire(store: Store): Promise<boolean> {
  return store.transaction(async (tx) => {
    const claim = await tx.claimRequest(['awaiting_approval', 'sent_back'], LEASE_MS);
    if (!claim) return false;
    const lease = { token: claim.token, until: null };
    const expired = await apply(tx, claim.request, { type: 'expired', at: tx.now }, { actor: null, lease });
    if (expired) await tx.say(expired.id, 'dm', { kind: 'step', state: expired.state });
    return true;
  });
}
