import { clearGone, endPresence, notePresence, type Presence } from '../actions/operating/presence.ts';
import type { BotProcess } from '../domain/bot-process.ts';
import { SECOND } from '../domain/time.ts';
import type { Duty } from '../interfaces/duty.ts';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import type { Store } from '../interfaces/store.ts';
import type { Recording } from './recording.ts';

/** A sixth of the time after which a process that says nothing is taken for gone. */
const EVERY_MS = 5 * SECOND;
/** Until the next try where the database took none: so soon it is known that it is back. */
const AGAIN_MS = 1 * SECOND;
/** Whoever asks whether it can be said waits so long at most. */
const ASKED_MS = 1.5 * SECOND;

/** This process among those of the store, as long as it runs. */
export interface Staying {
  /** Says that it is there, and takes away what is left of processes of this host that are gone. */
  begin(): Promise<void>;
  /** Says so once more: a write that shows whether anything can be recorded. */
  isRecorded(): Promise<boolean>;
  duty: Duty;
  /** A clean stop. */
  end(): Promise<void>;
}

/**
 * `connections` says how many this process holds now; `look` hears which processes run, after each sign of life.
 * Each of those tells `recording` whether anything can be recorded, since it is written anyway.
 */
export function createPresence(
  store: Store,
  recording: Pick<Recording, 'tries' | 'isPossible' | 'trouble'>,
  presence: Omit<Presence, 'connections'>,
  connections: () => number,
  look: (processes: readonly BotProcess[]) => Promise<void>,
): Staying {
  const underWay = new Set<Promise<unknown>>();
  let over = false;
  const note = async (limitMs?: number) => {
    const noted = notePresence({ store }, { ...presence, connections: connections() }, limitMs);
    underWay.add(noted);
    try {
      return await noted;
    } finally {
      underWay.delete(noted);
    }
  };
  const stay = () => recording.tries(note);
  return {
    async begin() {
      await clearGone({ store }, { host: presence.host, isAlive });
      await stay();
    },
    isRecorded: async () => !over && recording.isPossible(() => note(ASKED_MS)),
    duty: {
      failure: 'this process could not be noted',
      level: 'warn',
      firstMs: EVERY_MS,
      async run() {
        try {
          await look(await stay());
        } catch (error) {
          if (!(error instanceof StoreUnavailableError)) throw error;
        }
        return recording.trouble() === undefined ? EVERY_MS : AGAIN_MS;
      },
    },
    async end() {
      over = true;
      // One more row under way would be left behind; what is left is too old to count in half a minute.
      await Promise.allSettled(underWay);
      await endPresence({ store }, presence);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is there all the same.
    return (error as { code?: string }).code === 'EPERM';
  }
}
