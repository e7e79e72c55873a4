import type { RequestState } from '../domain/request.ts';
import { adopt } from './adopt.ts';
import { apply } from './apply.ts';
import type { DirectConnect, Store } from './ports.ts';
import { bearsTag } from './preflight.ts';

const SECOND = 1_000;
const LEASE_MS = 60 * SECOND;
const FIRST_PAUSE_MS = 2 * SECOND;
const MOST_PAUSE_MS = 60 * SECOND;
const MINUTE = 60 * SECOND;

/**
 * Looks one unknown outcome up by its tag, on every page. Found: adopted. Not found by the end of the window, or
 * not to be looked up: people decide. Never sends anything. False when none is due.
 */
export async function settle(store: Store, directConnect: DirectConnect): Promise<boolean> {
  const claim = await store.transaction((tx) => tx.claimRequest(['unsettled'], LEASE_MS));
  if (!claim) return false;
  const { token } = claim;
  const { id, order, accountId } = claim.request;
  const [account, listing] = await Promise.all([
    directConnect.account(),
    directConnect.interconnects(order.region, 'tags'),
  ]);
  const knownAccount = account.kind === 'known' ? account.accountId : null;
  const looked = listing.kind === 'listed' && (accountId === null || accountId === knownAccount);
  const found = looked ? listing.interconnects.find((port) => bearsTag(port, id)) : undefined;
  await store.transaction(async (tx) => {
    const request = await tx.request(id);
    if (request?.state.status !== 'unsettled') return;
    const lease = { token, until: null };
    if (found) {
      const ours = { accountId: knownAccount, interconnect: found };
      if (await adopt(tx, request, ours, 'settling', lease)) return;
    }
    if (tx.now < request.state.until) {
      await tx.putRequest({ ...request, dueAt: nextLook(request.state, tx.now) }, lease);
      return;
    }
    const why = looked ? 'not_there' : 'could_not_look';
    const minutes = Math.round((request.state.until - request.state.at) / MINUTE);
    await apply(tx, request, { type: 'not_settled', looked: why, at: tx.now }, { actor: null, lease });
    await tx.say(id, 'channel', { kind: 'not_settled', looked: why, minutes });
  });
  return true;
}

/** Soon after the call, then ever more seldom, and once more at the very end of the window. */
function nextLook(state: Extract<RequestState, { status: 'unsettled' }>, now: number): number {
  const pause = Math.min(Math.max((now - state.at) / 2, FIRST_PAUSE_MS), MOST_PAUSE_MS);
  return Math.min(now + pause, state.until);
}
