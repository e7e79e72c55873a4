import { isReady } from '../../domain/port/port.ts';
import type { Trouble } from '../../domain/request/outcome.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import type { DirectConnect, LoaSender } from '../../interfaces/direct-connect.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { note } from '../lifecycle/advance.ts';
import { type OpenWish, openWish, type WishKey } from './open-wish.ts';
import { noteFailure, type RecordDeps, recordLoa } from './record-loa.ts';

/** Hard end of one DescribeLoa, counted from the attempt's commit. */
const CALL_MS = 15 * SECOND;
/** How far a lease outlives that; short, since an answer that was lost in a crash is asked for again within half a minute. */
const MARGIN_MS = 5 * SECOND;
/** What comes before the commit takes no longer. */
const LEASE_MS = CALL_MS + MARGIN_MS;
/** So long credentials have to hold. */
const SESSION_MS = MINUTE;
/** So long the bot's own wish rests while its port is in no state in which there is a letter for sure. */
const REST_MS = 5 * MINUTE;

export interface LoaDeps extends RecordDeps {
  directConnect: DirectConnect;
  monotonic: Monotonic;
}

/**
 * Takes one due wish for a LOA-CFA and asks AWS for it: one DescribeLoa, whose attempt is committed before it leaves. False
 * when none is due. Whoever takes over a committed attempt counts its answer as lost.
 */
export async function fetchLoa(deps: LoaDeps): Promise<boolean> {
  const { store } = deps;
  // The row alone: whatever else is written locks its request first.
  const claimed = await store.transaction((tx) => tx.loa.claim(LEASE_MS));
  if (!claimed) return false;
  const { token } = claimed;
  const lease: Lease = { token, until: null };
  const toAsk = await store.transaction((tx) => begin(tx, deps, claimed.wish, lease));
  if (!toAsk) return true;
  const { request, port } = toAsk;
  const accountId = port.accountId ?? request.accountId;
  const opened = await deps.directConnect.open({ accountId, region: port.region }, SESSION_MS);
  if (opened.kind === 'open') await ask(deps, toAsk, opened.session.loaSender(), token);
  else {
    const trouble = opened.kind === 'wrong_account' ? otherAccount(opened.accountId, accountId) : opened;
    await recordLoa(deps, claimed.wish, { ...trouble, kind: 'not_asked' }, lease);
  }
  return true;
}

function otherAccount(own: string, accountId: string | null): Trouble {
  const message = `The bot's credentials are account ${own}'s; the port is account ${accountId}'s.`;
  return { code: 'WRONG_ACCOUNT', message };
}

/** What is to be asked for now; undefined where that has to wait, or nothing is. */
async function begin(
  tx: Tx,
  deps: RecordDeps,
  claimed: WishKey,
  lease: Lease,
): Promise<OpenWish | undefined> {
  const open = await openWish(tx, claimed);
  if (!open) return undefined;
  const { wish, port } = open;
  if (wish.awaits) {
    const message = 'The bot stopped before it had read the answer.';
    await noteFailure(tx, deps, open, { kind: 'lost', code: 'INTERRUPTED', message }, lease);
    return undefined;
  }
  const rests = wish.by === null && !isReady(port.state);
  if (!rests && tx.now >= wish.askAt) return open;
  await tx.loa.put({ ...wish, askAt: rests ? tx.now + REST_MS : wish.askAt }, lease);
  return undefined;
}

/** The attempt's commit, the call, its outcome. */
async function ask(
  deps: LoaDeps,
  { request, port, wish }: OpenWish,
  sender: LoaSender,
  token: number,
): Promise<void> {
  // Taken before the commit, so that the deadline is never later than promised.
  const deadline = deps.monotonic() + CALL_MS;
  const isAsked = await deps.store.transaction(async (tx) => {
    const open = await openWish(tx, wish);
    if (!open) return false;
    const { number, asked } = open.wish;
    const lease = { token, until: tx.now + LEASE_MS };
    await tx.loa.put({ ...open.wish, askedAt: tx.now, awaits: true, asked: asked + 1 }, lease);
    const { interconnectId } = port;
    const fact = { type: 'loa_asked', wish: number, times: asked + 1, interconnectId } as const;
    await note(tx, open.request, fact, { actor: null });
    return true;
  });
  if (!isAsked) return;
  const { interconnectId, seen } = port;
  const providerName = seen.providerName ?? request.order.providerName;
  const outcome = await sender.fetch({ interconnectId, providerName }, deadline);
  await recordLoa(deps, wish, outcome, { token, until: null });
}
