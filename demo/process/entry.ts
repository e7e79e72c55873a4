import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock } from '../../sandbox/clock.ts';
import { createApp } from '../../src/app.ts';
import { createDirectConnect } from '../../src/directconnect/index.ts';
import { createLog } from '../../src/process/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { createPace } from '../../src/slack/outbound/pace.ts';
import { openStore } from '../../src/store/open.ts';
import { watchRest } from './rest.ts';

// The bot of src/main.ts by the demo's clock, which jumps when the demo says so. Leases count by it too: it jumps while
// none is held. What is under way meanwhile, calls and clicks, waits in real milliseconds.
const clock = createClock();
/** An hour may pass in a second. */
const NEWS_LOOK_MS = 500;
const monotonic = () => performance.now();

const stopping = new Promise<void>((resolve) => {
  process.on('SIGTERM', () => resolve());
});
const settings = readSettings(process.env);
const store = await openStore({ url: settings.databaseUrl, now: clock.now });
const resting = watchRest(store, { monotonic, pause: wait });
process.on('message', async ({ jump, look }: { jump?: number; look?: true }) => {
  if (look) resting.look();
  if (jump === undefined) return;
  await resting.rested();
  clock.jump(jump);
  process.send?.({ jumped: jump });
});
const app = await createApp(settings, {
  store: resting.store,
  directConnect: createDirectConnect(settings.homeRegion, monotonic),
  log: createLog(settings.logLevel, false),
  now: clock.now,
  monotonic,
  random: Math.random,
  pause: wait,
  pace: createPace(monotonic),
  stopping,
  newsLookMs: NEWS_LOOK_MS,
  processId: randomUUID(),
});
process.stdout.write(`${app.ready}\n`);
await stopping;
await app.stop();
await store.close();
process.exit(0);
