import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp, type Outside } from '../../../src/app.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import { createLog } from '../../../src/process/log.ts';
import { readSettings } from '../../../src/settings/settings.ts';
import { createPace } from '../../../src/slack/outbound/pace.ts';
import { openStore, type StoreOptions } from '../../../src/store/open.ts';
import { fastClock } from './fast-clock.ts';

/** How a bot differs from the usual one. */
interface Otherwise {
  migrations?: StoreOptions['migrations'];
  /** Stands between the bot and what is outside of it. */
  watch?: (outside: Outside) => Outside;
}

/** A bot as this whole process, whose clocks run faster: leases, pauses and deadlines, all alike. Ends it after SIGTERM. */
export async function runFastBot({
  migrations,
  watch = (outside) => outside,
}: Otherwise = {}): Promise<void> {
  const { SOAK_SINCE, SOAK_SPEED, SOAK_PACE, ...env } = process.env;
  const speed = Number(SOAK_SPEED);
  const { now, monotonic } = fastClock(Number(SOAK_SINCE), speed);
  const stopping = new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve());
  });
  const settings = readSettings(env);
  const store = await openStore({ url: settings.databaseUrl, now, migrations });
  const outside = {
    store,
    directConnect: createDirectConnect(settings.homeRegion, monotonic),
    log: createLog(settings.logLevel, false),
    now,
    monotonic,
    random: Math.random,
    processId: randomUUID(),
    pause: (ms: number) => wait(ms / speed),
    // Many more requests come in than any team has: as many messages have to go out.
    pace: createPace(() => performance.now() * Number(SOAK_PACE)),
  };
  const app = await createApp(settings, watch(outside));
  process.send?.('ready');
  await stopping;
  await app.stop();
  await store.close();
  process.exit(0);
}
