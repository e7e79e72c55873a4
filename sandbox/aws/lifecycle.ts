import type { StoredInterconnect, StoredLag } from './types.ts';

/** Milliseconds in each state on the way to `available`. */
export interface Lifecycle {
  requested: number;
  pending: number;
  down: number;
}

/** AWS deletes a port whose request nobody answers within seven days. */
const UNANSWERED_MS = 7 * 24 * 3_600_000;

/** What a port's life needs to know of the account. */
interface Account {
  now: () => number;
  lifecycle: Lifecycle;
  interconnects: StoredInterconnect[];
  lags: StoredLag[];
  onTheClock: Set<string>;
}

/** requested (AWS looks at it) -> pending (LOA can be had) -> down (waits for light) -> available. */
function stateAfter(elapsed: number, lifecycle: Lifecycle): string {
  if (elapsed < lifecycle.requested) return 'requested';
  if (elapsed < lifecycle.requested + lifecycle.pending) return 'pending';
  if (elapsed < lifecycle.requested + lifecycle.pending + lifecycle.down) return 'down';
  return 'available';
}

/** Brings every port that the clock moves to its state of this moment. */
export function advance(account: Account): void {
  for (const port of account.interconnects) {
    if (!account.onTheClock.has(port.interconnectId)) continue;
    const elapsed = account.now() - port.createdAt;
    if (account.lifecycle.requested > UNANSWERED_MS && elapsed >= UNANSWERED_MS)
      hold(account, port, 'deleted');
    else port.interconnectState = stateAfter(elapsed, account.lifecycle);
  }
}

/** Puts a port into a state for good: the clock leaves it alone, and a deleted port gives its place in the LAG back. */
export function hold(account: Account, port: StoredInterconnect, state: string): void {
  account.onTheClock.delete(port.interconnectId);
  const lag = account.lags.find((candidate) => candidate.lagId === port.lagId);
  if (lag && state === 'deleted' && port.interconnectState !== 'deleted') lag.numberOfConnections -= 1;
  port.interconnectState = state;
}

/** Deleted ports stay listed, but neither count against a quota nor have an LOA. */
export function isGone(port: StoredInterconnect): boolean {
  return port.interconnectState === 'deleting' || port.interconnectState === 'deleted';
}
