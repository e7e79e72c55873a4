import { randomUUID } from 'node:crypto';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { createApp } from '../../../src/app.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { Due, Work } from '../../../src/interfaces/store.ts';
import { readSettings } from '../../../src/settings/settings.ts';
import { createPace } from '../../../src/slack/outbound/pace.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Gate } from './gate.ts';
import { guardedAws, guardedStore } from './guarded.ts';
import { openSlackWire } from './slack-wire.ts';

/** What time makes due is told whenever time is moved, so that a bot need not look for it. */
const LOOK_MS = 1_000;
/** What a bot waits for by itself, a start that Slack spoilt say, takes at most so long; nothing while it ends. */
const PAUSE_MOST_MS = 300;

/** A bot that runs behind a gate. */
interface Embedded {
  /** Work of these kinds is due, as another commit of its own would have told it. */
  tell(kinds: readonly Work[]): void;
  /** Ends it in good order, or what is left of it. */
  stop(): Promise<void>;
}

/** Starts the bot in this process, by a clock that is moved from outside, with a gate before everything around it. */
export async function startEmbedded(
  env: Record<string, string | undefined>,
  now: () => number,
  gate: Gate,
): Promise<Embedded> {
  const began = now();
  const ending = Promise.withResolvers<void>();
  // Whoever sleeps finds its deadlines over when it wakes.
  const monotonic = () => performance.now() + now() - began;
  const wire = await openSlackWire(String(env.SLACK_API_URL).replace(/\/api\/$/, ''), gate);
  const settings = readSettings({ ...env, SLACK_API_URL: wire.apiUrl });
  const store = await openStore({ url: settings.databaseUrl, now });
  const listeners: ((due: Due) => void)[] = [];
  const close = async () => {
    await store.close();
    await wire.close();
  };
  try {
    const app = await createApp(settings, {
      store: {
        ...guardedStore(store, gate),
        onWork(listener) {
          listeners.push(listener);
          store.onWork((due) => {
            listener(due);
            // What was told is done with: else a second worker would look for it, find nothing and ask others.
            if (due.taken) listener({ kind: due.kind, key: byTime(due.kind), inMs: null });
          });
        },
      },
      directConnect: guardedAws(createDirectConnect(settings.homeRegion, monotonic), gate),
      log: pino({ level: settings.logLevel }, process.stderr),
      now,
      monotonic,
      random: () => 0.5,
      pause: (ms) => Promise.race([wait(Math.min(ms, PAUSE_MOST_MS)), ending.promise.then(() => turn())]),
      // Slack's limits go by the same clock: what has to wait for its turn is due then.
      pace: createPace(now),
      lookMs: LOOK_MS,
      processId: randomUUID(),
    });
    return {
      tell(kinds) {
        for (const kind of kinds) for (const hear of listeners) hear({ kind, key: byTime(kind), inMs: 0 });
      },
      async stop() {
        ending.resolve();
        await app.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What time alone makes due has no row that it is named by. */
function byTime(kind: Work): string {
  return `time: ${kind}`;
}
