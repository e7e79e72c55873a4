import type { ListedInterconnect } from '../catalog/catalog.ts';
import { historyOf } from './history.ts';
import type { Port } from './port.ts';

/** What is known of a port that is followed from now on. */
interface Beginning extends Pick<Port, 'requestId' | 'accountId' | 'region'> {
  seen: ListedInterconnect;
  /** When it first carried light, where that was seen before. */
  litAt?: number | null | undefined;
}

/**
 * A port as its request takes it: nothing that was due before `now` is ever told of it. It is taken up at once, since
 * whoever takes it over doesn't know what time calls for.
 */
export function newPort({ seen, litAt, ...whose }: Beginning, now: number): Port {
  const { interconnectId, state } = seen;
  const port = {
    ...whose,
    interconnectId,
    state,
    stateSince: now,
    orderedAt: now,
    firstAvailableAt: litAt ?? (state === 'available' ? now : null),
    seen,
    listedAt: now,
    missing: null,
    toldUntil: now,
    dueAt: now,
  };
  return { ...port, history: historyOf(port) };
}
