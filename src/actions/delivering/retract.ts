import type { Messenger, Place, Sought } from '../../interfaces/chat.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';

/** So often, and so far apart, it is asked what the other process has recorded. */
const LOOKS = 40;
const LOOK_MS = 500;

/** What the store says of a message: told (which one), being sent by somebody, or waiting for its turn. */
export type OnRecord = { kind: 'told'; ts: string } | { kind: 'sending' } | { kind: 'waiting' };

/** Something that was just posted, or may have been, and how what is on record of it is found. */
export interface Posted {
  place: Place;
  /** Undefined where the answer was lost. */
  ts: string | undefined;
  /** Where it is found then. */
  sought: Sought;
  oldest: string;
  recorded: (at: Snapshot) => Promise<OnRecord>;
}

interface Deps {
  store: Store;
  messenger: Messenger;
  pause: (ms: number) => Promise<unknown>;
}

/**
 * Takes a message away again, unless it is the one that another process has recorded meanwhile. What another is
 * sending may still be found and recorded by it; what waits will be told anew.
 */
export async function retract({ store, messenger, pause }: Deps, posted: Posted): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const record = await store.read(posted.recorded);
    try {
      if (record.kind !== 'sending')
        return await removeAllBut(messenger, posted, record.kind === 'told' ? record.ts : undefined);
    } catch (error) {
      if (!(error instanceof SlackReadError)) throw error;
    }
    await pause(LOOK_MS);
  }
}

async function removeAllBut(
  messenger: Messenger,
  { place, ts, sought, oldest }: Posted,
  kept: string | undefined,
): Promise<void> {
  if (ts !== undefined) {
    if (ts !== kept) await messenger.remove(place.channel, ts);
    return;
  }
  const found = await messenger.find(place, sought, oldest, kept);
  if (found.kind === 'found') await messenger.remove(place.channel, found.ts);
}
