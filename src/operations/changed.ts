import { changedHomes } from '../actions/showing/changed-homes.ts';
import type { Store } from '../interfaces/store.ts';

/** So long after the last change it is told, together with all before it; and this long after the first at the latest. */
const QUIET_MS = 500;
const LATEST_MS = 3_000;
const AGAIN_MS = 5_000;

/** Watches what changes, so that Home tabs are drawn again; apart from the commits themselves, which wait for none of it. */
export interface ChangeWatch {
  stop(): void;
}

/** Begins with everything: what changed while nobody watched shows too. What `onError` hears of is tried again. */
export function watchChanges(store: Store, onError: (error: unknown) => void): ChangeWatch {
  const changed = new Set<string>();
  let everything = true;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  /** When the first of what is not told yet has changed. */
  let first: number | undefined;
  const tell = async () => {
    timer = undefined;
    const [ids, all] = [[...changed], everything];
    changed.clear();
    everything = false;
    first = undefined;
    try {
      await changedHomes({ store }, all ? 'everything' : ids);
    } catch (error) {
      onError(error);
      for (const id of ids) changed.add(id);
      everything ||= all;
      soon(AGAIN_MS);
    }
  };
  const soon = (ms: number) => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), ms);
    timer.unref();
  };
  store.onAudit(({ requestId }) => {
    if (requestId === null) everything = true;
    else changed.add(requestId);
    first ??= performance.now();
    soon(Math.max(0, Math.min(QUIET_MS, first + LATEST_MS - performance.now())));
  });
  soon(0);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
