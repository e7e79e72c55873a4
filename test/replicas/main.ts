import { play, type Story } from './story.ts';
import { measureRecovery } from './support/recovery.ts';
import { report } from './support/report.ts';

// npm run test:replicas [-- SEED]: everything that can become of three bots on one PostgreSQL, and its counts.

const KILLS_IN_THE_WINDOW = 24;
const KIND = [
  'window',
  'kill',
  'pause',
  'window',
  'away',
  'window',
  'roll',
  'window',
  'failover',
  'window',
  'full',
  'window',
  'readOnly',
];

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
const inWindow = (most: number): Story['enough'] => {
  return (counts) =>
    (counts['kills in the window around the call'] ?? 0) >= most &&
    [
      'stops longer than a lease',
      'rolling restarts',
      'databases stopped and started',
      'failovers',
      'full pools',
      'read-only databases',
    ].every((what) => (counts[what] ?? 0) > 0);
};
const recovered = await measureRecovery(say);
const stories = {
  'Socket Mode': await play({
    mode: 'socket',
    seed,
    order: [...KIND, 'sockets'],
    enough: inWindow(KILLS_IN_THE_WINDOW),
    upgrades: true,
    say,
  }),
  HTTP: await play({
    mode: 'http',
    seed,
    order: KIND,
    enough: inWindow(KILLS_IN_THE_WINDOW / 4),
    upgrades: true,
    say,
  }),
};
process.exit(report(stories, recovered, say) ? 0 : 1);
