import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { createApp } from '../../../src/app.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { readSettings } from '../../../src/settings/settings.ts';
import { createPace } from '../../../src/slack/outbound/pace.ts';
import { openStore } from '../../../src/store/open.ts';
import { watchPoints } from './points.ts';
import { countPoints } from './points-key.ts';
import { clockOf } from './race-clock.ts';

// The bot as a process of its own. At the point that ONCE_POINT names, counted from
// ONCE_FROM on, or when it is told to, it sends itself
// ONCE_SIGNAL; woken after a SIGSTOP, it writes down every point that it passes, and
// every transaction that fails.
const { ONCE_POINT, ONCE_FROM, ONCE_CLOCK, ONCE_SIGNAL = 'SIGKILL', ...env } = process.env;
const keyOf = countPoints(ONCE_FROM);
const now = clockOf(ONCE_CLOCK);
let open = 0;
let stopping: Promise<void> | undefined;
let hasSlept = false;

/** A process that sleeps inside a transaction of SQLite keeps everybody out: not what these tests are about. */
async function sleep(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stopping = promise;
  while (open > 0) await turn();
  signal();
  hasSlept = true;
  stopping = undefined;
  resolve();
}

function signal(): void {
  writeSync(1, 'At the point\n');
  process.kill(process.pid, ONCE_SIGNAL);
}

function passed(what: string): void {
  writeSync(1, `Passed ${what}\n`);
}

/** Knows how many transactions are open, and lets none begin while the process goes to sleep. */
function counted(store: Store): Store {
  return {
    ...store,
    async transaction(work) {
      while (stopping) await stopping;
      open += 1;
      try {
        return await store.transaction(work);
      } catch (error) {
        if (hasSlept) passed((error as { code?: string }).code ?? String(error));
        throw error;
      } finally {
        open -= 1;
      }
    },
  };
}

process.on('message', sleep);
const settings = { ...readSettings(env), statePollMs: 50 };
const store = counted(await openStore({ url: settings.databaseUrl, now }));
const monotonic = () => performance.now();
const outside = {
  store,
  directConnect: createDirectConnect(settings.homeRegion, monotonic),
  log: pino({ level: settings.logLevel }, process.stderr),
  now,
  monotonic,
  random: () => 0,
  pause,
  // A second of Slack's limits is fifty milliseconds here.
  pace: createPace(() => performance.now() * 20),
  // Time travels here: what it makes due is found soon.
  lookMs: 100,
  processId: randomUUID(),
};
const app = await createApp(
  settings,
  watchPoints(outside, {
    pass: () => undefined,
    cross(point) {
      const key = keyOf(point);
      if (hasSlept) passed(point);
      if (key !== ONCE_POINT) return undefined;
      return ONCE_SIGNAL === 'SIGSTOP' ? sleep() : signal();
    },
  }),
);
process.stdout.write(`${app.ready}\n`);
