import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../../src/app.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import { createLog } from '../../../src/process/log.ts';
import { readSettings } from '../../../src/settings/settings.ts';
import { createPace } from '../../../src/slack/outbound/pace.ts';
import { MIGRATIONS } from '../../../src/store/migrate.ts';
import { openStore } from '../../../src/store/open.ts';
import { watchPoints } from '../../once/support/points.ts';
import { fastClock } from '../../soak/support/fast-clock.ts';
import { nextVersion } from './next-version.ts';

// One of several bots on a PostgreSQL, with the town's clock. It kills itself at the point that it is told: each message
// names one, or none. With REPLICA_NEXT it is the version that comes next, as far as the schema goes.
const { SOAK_SINCE, SOAK_SPEED, SOAK_PACE, REPLICA_NEXT, ...env } = process.env;
const speed = Number(SOAK_SPEED);
const { now, monotonic } = fastClock(Number(SOAK_SINCE), speed);

const stopping = new Promise<void>((resolve) => {
  process.on('SIGTERM', () => resolve());
});
let end = '';
process.on('message', (point: string) => {
  end = point;
  if (point === '') process.send?.('heard');
});
const settings = readSettings(env);
const migrations = REPLICA_NEXT ? [...MIGRATIONS, nextVersion] : MIGRATIONS;
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
const app = await createApp(
  settings,
  watchPoints(outside, {
    pass: () => undefined,
    cross(point) {
      if (point === end) process.kill(process.pid, 'SIGKILL');
    },
  }),
);
process.send?.('ready');
await stopping;
await app.stop();
await store.close();
process.exit(0);
