import type { ListedInterconnect } from '../domain/catalog.ts';
import type { LookedUp, Request, RequestState } from '../domain/request.ts';
import { REQUEST_TAG } from '../domain/tags.ts';
import { accountAsked } from './account-asked.ts';
import { adopt } from './adopt.ts';
import { apply } from './apply.ts';
import { keepLease, LEASE_MS } from './keep-lease.ts';
import type { Attempt, DirectConnect, Lease, Store, Tx } from './ports.ts';
import { bearsTag } from './preflight.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FIRST_PAUSE_MS = 2 * SECOND;
const MOST_PAUSE_MS = MINUTE;
/** A signed request stays valid this long: AWS may take a call that left that much later. */
const SIGNATURE_MS = 5 * MINUTE;

/**
 * Looks one unknown outcome up by its tag, on every page. Found: adopted. Not found by the end of the window, or
 * not to be looked up: people decide, and the looking goes on beside them. Never sends anything. False when none is due.
 */
export async function settle(store: Store, directConnect: DirectConnect): Promise<boolean> {
  const claim = await store.transaction(async (tx) => {
    const claimed = await tx.claimRequest(['unsettled', 'needs_decision'], LEASE_MS);
    return claimed && { ...claimed, attempts: await tx.attempts(claimed.request.id) };
  });
  if (!claim) return false;
  const { request: claimed, token } = claim;
  const [account, listing] = await keepLease(store, claimed.id, token, () =>
    Promise.all([directConnect.account(), directConnect.interconnects(claimed.order.region, 'tags')]),
  );
  const accountId = account.kind === 'known' ? account.accountId : null;
  const asked = accountAsked(claimed, claim.attempts);
  // Another account's listing says nothing about ours.
  const ours = listing.kind === 'listed' && (asked === null || asked === accountId);
  const ports = ours ? listing.interconnects : undefined;
  const interconnect = ports?.find((port) => bearsTag(port, claimed.id));
  await store.transaction(async (tx) => {
    const request = await tx.request(claimed.id);
    if (!request) return;
    const lease = { token, until: null };
    if (interconnect && (await adopt(tx, request, { accountId, interconnect }, 'settling', lease))) return;
    await notFound(tx, request, ports, lease);
  });
  await store.transaction((tx) => tx.releaseRequest(claimed.id, token));
  return true;
}

/** Looks again later; asks people at the end of the window, and tells them anew when the answer has changed. */
async function notFound(
  tx: Tx,
  request: Request,
  ports: ListedInterconnect[] | undefined,
  lease: Lease,
): Promise<void> {
  const { state } = request;
  if (state.status !== 'unsettled' && state.status !== 'needs_decision') return;
  const dueAt = state.status === 'unsettled' ? nextLook(state, tx.now) : tx.now + MOST_PAUSE_MS;
  if (state.status === 'unsettled' && tx.now < state.until) {
    await tx.putRequest({ ...request, dueAt }, lease);
    return;
  }
  const attempts = await tx.attempts(request.id);
  const asked = state.status === 'needs_decision' ? state : undefined;
  // Once a complete look-up has succeeded, one that fails later doesn't take that back.
  const looked: LookedUp = ports || asked?.looked === 'not_there' ? 'not_there' : 'could_not_look';
  const candidates = ports ? lookAlikes(request, ports, attempts) : (asked?.candidates ?? []);
  if (asked && asked.looked === looked && asked.candidates.join() === candidates.join()) {
    await tx.putRequest({ ...request, dueAt }, lease);
    return;
  }
  const last = attempts.at(-1);
  const lateUntil = (last?.deadlineAt ?? tx.now) + SIGNATURE_MS;
  // A vote to order again was cast on what the card showed then.
  if (last) await tx.voidVotes(request.id, request.revision, last.number);
  const said = {
    minutes:
      (state.status === 'unsettled' ? state.until - state.at : tx.now - (last?.committedAt ?? tx.now)) /
      MINUTE,
    attempts: attempts.map(({ number, committedAt, errorName }) => ({
      number,
      at: committedAt,
      code: errorName ?? 'no answer',
    })),
  };
  const event = { type: 'not_settled', looked, candidates, lateUntil, at: tx.now } as const;
  await apply(tx, request, event, { actor: null, lease, dueAt, detail: said });
  await tx.say(request.id, 'channel', { kind: 'not_settled', looked, candidates, ...said });
}

/** Ports of the same name and no request's, new since the first attempt: one of them may be ours, its tag lost. */
function lookAlikes(request: Request, ports: ListedInterconnect[], attempts: readonly Attempt[]): string[] {
  const before = new Set(attempts[0]?.sameNameIds ?? []);
  return ports
    .filter((port) => port.name === request.order.interconnectName && !before.has(port.interconnectId))
    .filter((port) => !port.tags?.some(({ key }) => key === REQUEST_TAG))
    .map((port) => port.interconnectId);
}

/** Soon after the call, then ever more seldom, and once more at the very end of the window. */
function nextLook(state: Extract<RequestState, { status: 'unsettled' }>, now: number): number {
  const pause = Math.min(Math.max((now - state.at) / 2, FIRST_PAUSE_MS), MOST_PAUSE_MS);
  return now < state.until ? Math.min(now + pause, state.until) : now + MOST_PAUSE_MS;
}
