import { judgeTagged, type Looker, lookAlikes } from '../../domain/request/adoption.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Finding, LookedUp, Request, RequestState } from '../../domain/request/request.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { askToDecide } from '../attending/ask-to-decide.ts';
import { advance } from '../lifecycle/advance.ts';
import { withClaim } from '../lifecycle/with-claim.ts';
import { accountAsked } from './account-asked.ts';
import { adopt } from './adopt.ts';
import { lateUntil } from './finding.ts';
import { type Look, lookerOf, lookFor } from './looker.ts';

export interface ReconcileDeps {
  store: Store;
  directConnect: DirectConnect;
}

const FIRST_PAUSE_MS = 2 * SECOND;
const MOST_PAUSE_MS = MINUTE;

/**
 * Looks one unknown outcome up by its tag, on every page. Found: adopted. Not found by the end of the window, not to be
 * looked up, or found and not what was ordered: people decide, and the looking goes on beside them. Never sends anything.
 * False when none is due.
 */
export function reconcile(deps: ReconcileDeps): Promise<boolean> {
  return withClaim(deps, { worker: 'reconcile', begin: lookerOf }, async (claim, { looker, attempts }) => {
    const looked = await claim.keep(() => search(deps, claim.request, looker, attempts));
    await claim.end(async (tx, request, lease) => {
      const tagged = looked ? judgeTagged(looked.look.judge, looked.look.interconnects) : undefined;
      if (looked && tagged?.kind === 'adopt') {
        const found = { accountId: looked.accountId, interconnect: tagged.interconnect };
        if (await adopt(tx, request, found, 'settling', lease)) return;
      }
      const people = tagged?.kind === 'people' ? tagged.tagged : [];
      await notFound(tx, request, { attempts, look: looked?.look, tagged: people }, lease);
    });
  });
}

/** One complete look with one set of credentials; undefined where it failed. Another account's listing says nothing. */
async function search(
  { store, directConnect }: ReconcileDeps,
  request: Request,
  looker: Looker,
  attempts: readonly Attempt[],
): Promise<{ accountId: string; look: Look } | undefined> {
  const where = { accountId: accountAsked(request, attempts) ?? null, region: request.order.region };
  const opened = await directConnect.open(where, MINUTE);
  if (opened.kind !== 'open') return undefined;
  const { session } = opened;
  const look = await lookFor({ store }, { session, where, looker, lagId: looker.order.lagId });
  return look.kind === 'listed' ? { accountId: session.accountId, look } : undefined;
}

type Unsettled = Extract<RequestState, { status: 'unsettled' }>;

/** What a look came to that found no port to adopt. */
interface Looked {
  attempts: readonly Attempt[];
  /** Undefined where AWS could not be searched completely. */
  look: Look | undefined;
  tagged: Finding['tagged'];
}

/** Looks again later; asks people at the end of the window, and tells them anew when the answer has changed. */
async function notFound(tx: Tx, request: Request, looked: Looked, lease: Lease): Promise<void> {
  const { state } = request;
  if (state.status !== 'unsettled' && state.status !== 'needs_decision') return;
  const dueAt = state.status === 'unsettled' ? nextLook(state, tx.now) : nextCheck(state, tx.now);
  if (state.status === 'unsettled' && tx.now < state.until && looked.tagged.length === 0) {
    await lookOn(tx, request, state, dueAt, lease);
    return;
  }
  const asked = state.status === 'needs_decision' ? state : undefined;
  const finding = findingOf(looked, asked);
  if (asked && same(asked, finding)) {
    await tx.requests.put({ ...request, dueAt }, lease);
    // Its card names that time as one to come, until it is drawn anew.
    if (request.dueAt !== null && request.dueAt <= asked.lateUntil && asked.lateUntil <= tx.now)
      await tx.messages.redraw(request.id, 'channel');
    return;
  }
  await askToDecide(tx, request, state.attempt, finding, lease, dueAt);
}

/** Goes on looking. People are called once the first looks have found nothing: AWS lists a new port a little late. */
async function lookOn(
  tx: Tx,
  request: Request,
  state: Unsettled,
  dueAt: number,
  lease: Lease,
): Promise<void> {
  if (state.called === false && tx.now >= state.at + FIRST_PAUSE_MS) {
    const event = { type: 'still_unknown', code: state.code, until: state.until, at: tx.now } as const;
    await advance(tx, request, event, { actor: null, lease, dueAt });
  } else await tx.requests.put({ ...request, dueAt }, lease);
}

const NOTHING_SEEN: Omit<Finding, 'lateUntil'> = {
  looked: 'could_not_look',
  candidates: [],
  tagged: [],
  lagLinks: null,
};

/** Once a complete look-up has succeeded, one that fails later doesn't take that back; a port without tags does. */
function findingOf({ attempts, look, tagged }: Looked, asked: Finding | undefined): Finding {
  const until = lateUntil(attempts);
  if (!look) {
    const { looked, candidates, tagged: before, lagLinks } = asked ?? NOTHING_SEEN;
    return { looked, candidates, tagged: before, lagLinks, lateUntil: until };
  }
  const alike = lookAlikes(look.judge, look.interconnects).map(({ interconnectId }) => interconnectId);
  const before = attempts[0]?.lagLinks ?? null;
  const looked: LookedUp = look.untold.length > 0 ? 'could_not_look' : 'not_there';
  return {
    looked,
    candidates: alike,
    ...(look.untold.length > 0 ? { untold: look.untold } : {}),
    tagged,
    lagLinks: before !== null && look.lagLinks !== undefined ? { before, now: look.lagLinks } : null,
    lateUntil: until,
  };
}

function same(one: Finding, other: Finding): boolean {
  const shown = ({ looked, candidates, tagged, lagLinks }: Finding) =>
    JSON.stringify([looked, candidates, tagged, lagLinks]);
  return shown(one) === shown(other);
}

/** Soon after the call, then ever more seldom, and once more at the very end of the window. */
function nextLook(state: Unsettled, now: number): number {
  const pause = Math.min(Math.max((now - state.at) / 2, FIRST_PAUSE_MS), MOST_PAUSE_MS);
  return now < state.until ? Math.min(now + pause, state.until) : now + MOST_PAUSE_MS;
}

/** Once a minute, and when the last call can no longer land: its card says so. */
function nextCheck({ lateUntil }: Finding, now: number): number {
  const next = now + MOST_PAUSE_MS;
  return now < lateUntil ? Math.min(next, lateUntil) : next;
}
