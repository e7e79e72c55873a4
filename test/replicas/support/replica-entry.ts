import { MIGRATIONS } from '../../../src/store/migrate.ts';
import { watchPoints } from '../../once/support/points.ts';
import { runFastBot } from '../../soak/support/fast-bot.ts';
import { nextVersion } from './next-version.ts';

// One of several bots on a PostgreSQL, with the town's clock. It kills itself at the point that it is told: each message
// names one, or none. With REPLICA_NEXT it is the version that comes next, as far as the schema goes.
const { REPLICA_NEXT } = process.env;

let end = '';
process.on('message', (point: string) => {
  end = point;
  if (point === '') process.send?.('heard');
});
await runFastBot({
  migrations: REPLICA_NEXT ? [...MIGRATIONS, nextVersion] : MIGRATIONS,
  watch: (outside) =>
    watchPoints(outside, {
      pass: () => undefined,
      cross(point) {
        if (point === end) process.kill(process.pid, 'SIGKILL');
      },
    }),
});
