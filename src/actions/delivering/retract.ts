import type { Messenger } from '../../interfaces/chat.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';

/** So often, and so far apart, it is asked which message the other process has recorded. */
const LOOKS = 40;
const LOOK_MS = 500;

/** Something that was just posted, and how the one that is on record is found; null while none is. */
export interface Posted {
  channel: string;
  ts: string;
  recorded: (at: Snapshot) => Promise<string | null>;
}

interface Deps {
  store: Store;
  messenger: Messenger;
  pause: (ms: number) => Promise<unknown>;
}

/** Takes a message away again, unless it is the one that another process has recorded meanwhile. */
export async function retract({ store, messenger, pause }: Deps, posted: Posted): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const kept = await store.read(posted.recorded);
    if (kept === posted.ts) return;
    try {
      if (kept !== null) return await messenger.remove(posted.channel, posted.ts);
    } catch (error) {
      if (!(error instanceof SlackReadError)) throw error;
    }
    await pause(LOOK_MS);
  }
}
