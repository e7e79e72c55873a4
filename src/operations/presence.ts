import { clearGone, endPresence, notePresence, type Presence } from '../actions/operating/presence.ts';
import type { BotProcess } from '../domain/bot-process.ts';
import { SECOND } from '../domain/time.ts';
import type { Duty } from '../interfaces/duty.ts';
import type { Store } from '../interfaces/store.ts';

/** A sixth of the time after which a process that says nothing is taken for gone. */
const EVERY_MS = 5 * SECOND;

/** This process among those of the store, as long as it runs. */
export interface Staying {
  /** Says that it is there, and takes away what is left of processes of this host that are gone. */
  begin(): Promise<void>;
  duty: Duty;
  /** A clean stop. */
  end(): Promise<void>;
}

/** `connections` says how many this process holds now; `look` hears which processes run, after each sign of life. */
export function createPresence(
  store: Store,
  presence: Omit<Presence, 'connections'>,
  connections: () => number,
  look: (processes: readonly BotProcess[]) => Promise<void>,
): Staying {
  let staying: Promise<unknown> = Promise.resolve();
  const stay = () => {
    const noted = notePresence({ store }, { ...presence, connections: connections() });
    staying = noted;
    return noted;
  };
  return {
    async begin() {
      await clearGone({ store }, { host: presence.host, isAlive });
      await stay();
    },
    duty: {
      failure: 'this process could not be noted',
      level: 'warn',
      firstMs: EVERY_MS,
      async run() {
        await look(await stay());
        return EVERY_MS;
      },
    },
    async end() {
      // One more row under way would be left behind; what is left is too old to count in half a minute.
      await staying.catch(() => undefined);
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
