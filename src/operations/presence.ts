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
  /**
   * From now on this process says that it decides by other rules; `noted` writes that, and whatever belongs to it.
   * Rejects where it can't be written: then nothing has changed.
   */
  change(rulesHash: string, noted: (presence: Presence) => Promise<void>): Promise<void>;
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
  given: Omit<Presence, 'connections'>,
  connections: () => number,
  look: (processes: readonly BotProcess[]) => Promise<void>,
): Staying {
  const underWay = new Set<Promise<unknown>>();
  let over = false;
  let presence = given;
  const now = (): Presence => ({ ...presence, connections: connections() });
  const whileNoted = async <T>(noted: Promise<T>): Promise<T> => {
    underWay.add(noted);
    try {
      return await noted;
    } finally {
      underWay.delete(noted);
    }
  };
  const note = (limitMs?: number) => whileNoted(notePresence({ store }, now(), limitMs));
  const stay = () => recording.tries(note);
  return {
    async begin() {
      await clearGone({ store }, { host: presence.host, isAlive });
      await stay();
    },
    async change(rulesHash, noted) {
      if (over) throw new TypeError('This process is about to end.');
      const before = presence;
      presence = { ...presence, rulesHash };
      // What is on its way still says what was before.
      await Promise.allSettled(underWay);
      try {
        await whileNoted(noted(now()));
      } catch (error) {
        presence = before;
        throw error;
      }
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
