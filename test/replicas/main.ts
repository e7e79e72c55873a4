import { play } from './story.ts';
import { measureRecovery } from './support/recovery.ts';
import { report } from './support/report.ts';

// npm run test:replicas [-- SEED]: everything that can become of three bots on one PostgreSQL, and its counts.

const DEEDS = ['kill', 'pause', 'away', 'roll', 'failover', 'full', 'readOnly'];

const [given] = process.argv.slice(2);
const seed = given === undefined ? Date.now() % 1_000_000 : Number(given);
if (!Number.isInteger(seed)) {
  console.error('A seed is a whole number: npm run test:replicas -- 7');
  process.exit(2);
}
console.log(
  `Three bots on one PostgreSQL, seed ${seed}: embedded Slack and Direct Connect, nothing leaves this machine.`,
);

const say = (line: string) => console.log(line);
const recovered = await measureRecovery(say);
const stories = {
  'Socket Mode, kills around the call': await play({ mode: 'socket', seed, order: [], kills: 21, say }),
  'Socket Mode, everything': await play({
    mode: 'socket',
    seed,
    order: [...DEEDS, 'sockets'],
    kills: 3,
    upgrades: true,
    say,
  }),
  'HTTP, everything': await play({ mode: 'http', seed, order: DEEDS, kills: 3, upgrades: true, say }),
};
process.exit(report(stories, recovered, say) ? 0 : 1);
