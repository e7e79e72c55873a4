import type { Store } from '../../interfaces/store.ts';

/** Short, so that another process goes on soon after a crash; renewed for as long as the work takes. */
export const LEASE_MS = 15_000;
const RENEW_EVERY_MS = 5_000;

/**
 * Runs work on a claimed request, renewing its lease meanwhile. A renewal that fails ends nothing: every write of
 * the work names the token, and the one that comes too late throws LeaseLostError.
 */
export function keepLease<T>(
  store: Store,
  requestId: string,
  token: number,
  work: () => Promise<T>,
): Promise<T> {
  return renewing(() => store.transaction((tx) => tx.requests.renew(requestId, token, LEASE_MS)), work);
}

/** Runs work, and calls renew every five seconds meanwhile, until a renewal fails. */
export async function renewing<T>(renew: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    renew().catch(() => clearInterval(timer));
  }, RENEW_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
