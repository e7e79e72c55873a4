import { type DeliverDeps, deliver } from '../actions/delivering/deliver.ts';
import { type FollowDeps, follow } from '../actions/following/follow.ts';
import { expire } from '../actions/lifecycle/expire.ts';
import { place } from '../actions/placing/place.ts';
import type { PlaceDeps } from '../actions/placing/place-deps.ts';
import { settle } from '../actions/placing/settle.ts';
import { LeaseLostError } from '../interfaces/errors.ts';
import type { Work } from '../interfaces/store.ts';
import { type Loop, startLoop } from './loop.ts';

export interface WorkerDeps extends PlaceDeps, DeliverDeps, FollowDeps {
  onError: (worker: string, error: unknown) => void;
}

export interface Workers {
  /** No new work; what is in flight ends. */
  stop(): Promise<void>;
}

/** How often the store is asked without being woken: due times, retries, another replica's commits. */
const LOOK_MS = 250;

/** Starts all workers. A commit wakes the one it left work for, so that nothing waits for a look. */
export function startWorkers(deps: WorkerDeps): Workers {
  const { store, onError } = deps;
  const loop = (worker: string, work: () => Promise<boolean>, parallel: number) =>
    startLoop({
      runOnce: () => unlessLost(work),
      parallel,
      everyMs: LOOK_MS,
      onError: (error) => onError(worker, error),
    });
  const loops: Record<Work, Loop> = {
    place: loop('place', () => place(deps), 4),
    settle: loop('settle', () => settle(deps), 2),
    expire: loop('expire', () => expire(deps), 1),
    deliver: loop('deliver', () => deliver(deps), 8),
    follow: loop('follow', () => follow(deps), 4),
  };
  store.onWork((work) => loops[work].wake());
  return {
    async stop() {
      // The deliverer last: whoever finishes before it still leaves lines that it can tell.
      const { deliver: delivering, ...others } = loops;
      await Promise.all(Object.values(others).map((other) => other.stop()));
      await delivering.stop();
    },
  };
}

/** Work whose lease went to another is that other's now: nothing to report, and there may be more. */
async function unlessLost(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LeaseLostError) return true;
    throw error;
  }
}
