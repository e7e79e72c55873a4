import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { soak } from './soak.ts';

// npm run soak -- 90s | 10m | 1h [seed] [postgres]: everything at once for so long, then the comparison and the counts.

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const [length = '2m', ...more] = process.argv.slice(2);
const [, amount, unit = ''] = /^(\d+)(s|m|h)$/.exec(length) ?? [];
const ms = Number(amount) * (UNITS[unit] ?? Number.NaN);
const onPostgres = more.includes('postgres');
const [seedGiven] = more.filter((word) => word !== 'postgres');
const seed = seedGiven === undefined ? Date.now() % 1_000_000 : Number(seedGiven);
if (!(ms > 0) || !Number.isInteger(seed)) {
  console.error('Say how long: npm run soak -- 90s, 10m or 1h; a seed and the word postgres may follow.');
  process.exit(2);
}
console.log(
  `Soaking for ${length}, seed ${seed}: embedded Slack and Direct Connect, nothing leaves this machine.`,
);
const server = onPostgres
  ? fork(join(import.meta.dirname, '../support/postgres-server.ts'), { execArgv: [] })
  : undefined;
const databaseUrl = server && String((await once(server, 'message'))[0]);
const { faults, counts } = await soak({ ms, seed, databaseUrl, say: (line) => console.log(line) });
server?.disconnect();
for (const [what, count] of Object.entries(counts)) console.log(`${String(count).padStart(8)}  ${what}`);
for (const fault of faults) console.log(`WRONG: ${fault}`);
console.log(
  faults.length === 0
    ? 'Every thread is what its audit says, line for line; every message shows the final state; no acked click is lost.'
    : `${faults.length} things are wrong.`,
);
process.exit(faults.length === 0 ? 0 : 1);
