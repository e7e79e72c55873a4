import type { Work } from '../../../src/interfaces/store.ts';
import { startEmbedded } from './embedded.ts';
import { createGate } from './gate.ts';

/** One process of the bot, and what can be done to it. */
export interface Bot {
  /** Resolves when it has nothing in its hands, was killed or sleeps. */
  idle(): Promise<void>;
  /** Work of these kinds is due by now. */
  tell(kinds: readonly Work[]): Promise<void>;
  /** Kills it, or puts it to sleep, so many calls to the outside from now. */
  after(calls: number, what: 'kill' | 'sleep'): Promise<void>;
  /** Whether it was killed or sleeps. */
  isStruck(): Promise<boolean>;
  /** SIGKILL: what it has in its hands is left as it is. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Wakes it from its sleep. */
  wake(): Promise<void>;
  /** SIGTERM: it ends in good order. */
  stop(): Promise<void>;
}

/** A bot in this process: whatever is outside it answers the dead with errors alone, and the sleeping later. */
export async function startInProcess(env: Record<string, string>, now: () => number): Promise<Bot> {
  const gate = createGate();
  let struck = false;
  const embedded = await startEmbedded(env, now, gate);
  return {
    idle: gate.idle,
    tell: async (kinds) => embedded.tell(kinds),
    async after(calls, what) {
      gate.after(calls, () => {
        struck = true;
        if (what === 'kill') gate.die();
        else gate.sleep();
      });
    },
    isStruck: async () => struck,
    async kill() {
      gate.die();
      await embedded.stop();
    },
    async wake() {
      struck = false;
      gate.wake();
    },
    stop: () => embedded.stop(),
  };
}
