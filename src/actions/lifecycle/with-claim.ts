import type { Request } from '../../domain/request/request.ts';
import type { RequestWork } from '../../domain/request/status.ts';
import { SECOND } from '../../domain/time.ts';
import { StoreUnavailableError, UnreadableRowError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';

/** Of every lease. Short, so that another process goes on soon after a crash; renewed for as long as slow work takes. */
export const LEASE_MS = 15 * SECOND;
const RENEW_EVERY_MS = 5 * SECOND;

/** A request that a worker has taken: nobody else works on it, though people may still change it. */
export interface Claim {
  /** As it was when it was taken. */
  readonly request: Request;
  /** Every write of the work names it. */
  readonly token: number;
  /** For a write that ends the work. */
  readonly lease: Lease;
  /** Runs slow work, renewing the lease meanwhile. */
  keep<T>(work: () => Promise<T>): Promise<T>;
  /** The last transaction of the work: the request as it is now, locked; it goes back with the commit. */
  end(work: (tx: Tx, request: Request, lease: Lease) => Promise<void>): Promise<void>;
  /** Gives the request back within another transaction that is the last one. */
  giveBack(tx: Tx): Promise<void>;
}

export interface ClaimOptions<B> {
  worker: RequestWork;
  /** As in Requests.claim. */
  only?: 'rehearsals' | undefined;
  /** What is read or done in the transaction that takes the request; undefined where that was all. */
  begin: (tx: Tx, request: Request, lease: Lease) => Promise<B | undefined>;
}

/**
 * Takes one due request, works on it, and gives it back. False when none is due. An error leaves the lease to end by
 * itself; a lease that went to another meanwhile shows as LeaseLostError at the work's next write.
 */
export async function withClaim<B>(
  { store }: { store: Store },
  { worker, only, begin }: ClaimOptions<B>,
  work: (claim: Claim, begun: B) => Promise<void>,
): Promise<boolean> {
  let taken: string | undefined;
  const claimed = await settingAside(
    () =>
      store.transaction(async (tx) => {
        const found = await tx.requests.claim(worker, LEASE_MS, only);
        taken = found?.request.id;
        if (!found) return undefined;
        const begun = await begin(tx, found.request, leaseOf(found.token));
        if (begun === undefined) await tx.requests.release(found.request.id, found.token);
        return { ...found, begun };
      }),
    async (key = taken) => key && store.transaction((tx) => tx.requests.setAside(key, LEASE_MS)),
  );
  if (claimed?.begun === undefined) return claimed !== undefined;
  const { request, token } = claimed;
  let isBack = false;
  const giveBack = async (tx: Tx) => {
    await tx.requests.release(request.id, token);
    isBack = true;
  };
  const claim: Claim = {
    request,
    token,
    lease: leaseOf(token),
    keep: (slow) =>
      renewing(() => store.transaction((tx) => tx.requests.renew(request.id, token, LEASE_MS)), slow),
    end: (last) =>
      store.transaction(async (tx) => {
        const now = await tx.requests.lock(request.id);
        if (now) await last(tx, now, leaseOf(token));
        await giveBack(tx);
      }),
    giveBack,
  };
  await work(claim, claimed.begun);
  if (!isBack) await store.transaction(giveBack);
  return true;
}

/** A write that names it gives the request back. */
function leaseOf(token: number): Lease {
  return { token, until: null };
}

/**
 * Runs work, and calls renew every five seconds meanwhile, until a renewal fails. That ends nothing: the work's next
 * write names the token, and throws LeaseLostError where another has the lease.
 */
export async function renewing<T>(renew: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const renewals: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    renewals.push(renew().catch(() => clearInterval(timer)));
  }, RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // One that came after the work has given back what it held would hold it once more.
    await Promise.all(renewals);
  }
}

/**
 * Takes and begins a piece of work. One that can't be begun is set aside for a while, so that it isn't the first in line
 * for ever; the error is thrown on. `setAside` gets the row's name where not even that could be read. A store that is
 * away keeps nothing.
 */
export async function settingAside<T>(
  begin: () => Promise<T>,
  setAside: (key: string | undefined) => Promise<unknown>,
): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    const key = error instanceof UnreadableRowError ? error.key : undefined;
    // Whatever comes of that, the first error is the one to be told.
    if (!(error instanceof StoreUnavailableError)) await setAside(key).catch(() => undefined);
    throw error;
  }
}
