import { fuzz, openVictim } from './support/engine.ts';

// npm run fuzz -- 10m [seed]: feeds a bot for as long as is said, by both ways in, and prints the seed that does it again.

const [length = '10m', given] = process.argv.slice(2);
const [, number, unit] = /^(\d+)(s|m|h)$/.exec(length) ?? [];
if (number === undefined) throw new Error(`"${length}" is no length. Say 30s, 10m or 1h.`);
const ms = Number(number) * (unit === 'h' ? 3_600_000 : unit === 'm' ? 60_000 : 1_000);
const seed = given === undefined ? Date.now() % 1_000_000 : Number(given);
process.stdout.write(`Seed ${seed}, ${length}\n`);

for (const mode of ['http', 'socket'] as const) {
  const victim = await openVictim(mode);
  const end = performance.now() + ms / 2;
  try {
    const done = await fuzz(victim, seed, () => performance.now() >= end);
    process.stdout.write(`By ${mode}: ${done} inputs, nothing wrong\n`);
  } finally {
    await victim.stage.close();
  }
}
