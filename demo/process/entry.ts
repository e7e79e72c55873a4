import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock } from '../../sandbox/clock.ts';
import { createApp, type RunningApp } from '../../src/app.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import { buildOf } from '../../src/operations/metrics/build.ts';
import { createMetrics } from '../../src/operations/metrics/registry.ts';
import { createLog } from '../../src/process/log.ts';
import { StoppedEarly } from '../../src/process/stopped-early.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { createPace } from '../../src/slack/outbound/pace.ts';
import { openStore } from '../../src/store/open.ts';
import { stayPresent } from './presence.ts';
import { createRest } from './rest.ts';
import { listenToDemo } from './told.ts';

// The bot of src/main.ts by the demo's clock, which jumps when the demo says so. Leases count by it too: all bots jump
// while none of them holds one. What is under way meanwhile, calls and clicks, waits in real milliseconds.
const clock = createClock();
/** An hour may pass in a second. */
const NEWS_LOOK_MS = 500;
const monotonic = () => performance.now();
const processId = randomUUID();

const stopping = new Promise<void>((resolve) => {
  process.on('SIGTERM', () => resolve());
});
const rest = createRest({ monotonic, pause: wait });
const demo = listenToDemo(clock, rest);
await demo.begun;
const settings = readSettings(process.env);
const log = createLog(settings.logLevel, false);
for (const warning of settings.warnings) log.warn(warning);
const store = await openStore({ url: settings.databaseUrl, now: clock.now });
demo.afterJumps(() => stayPresent(store, { id: processId, host: hostname() }));
let app: RunningApp;
try {
  const metrics = createMetrics(buildOf(settings));
  app = await createApp(settings, {
    store: rest.watch(store),
    directConnect: createDirectConnect(settings.homeRegion, monotonic, {
      accounts: settings.accounts,
      meter: metrics.meter,
    }),
    metrics,
    log,
    now: clock.now,
    monotonic,
    random: Math.random,
    pause: wait,
    pace: createPace(monotonic),
    stopping,
    newsLookMs: NEWS_LOOK_MS,
    processId,
  });
} catch (error) {
  await store.close();
  if (error instanceof StoppedEarly) process.exit(0);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const port = app.operatorPort();
if (port !== undefined) demo.say({ kind: 'operators', port });
process.stdout.write(`${app.ready}\n`);
const failure = await Promise.race([stopping, app.failed]);
if (failure) process.stderr.write(`${failure.message}\n`);
await app.stop();
await store.close();
process.exit(failure ? 1 : 0);
