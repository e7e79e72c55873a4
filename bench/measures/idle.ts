import type { Bench, Measure } from '../bench.ts';
import { alone, type Finding } from '../finding.ts';
import type { Engine } from '../store/databases.ts';
import { logStatements, transactionsIn } from '../store/statements.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';
import { cpuOf } from '../subjects/usage.ts';
import { pause } from '../within.ts';

/** What follows a start is over by then. */
const SETTLED_MS = 5_000;

/** What a bot that nobody uses costs. */
export const idle: Measure = {
  name: 'idle',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) findings.push(...(await idling(bench, engine)));
    return findings;
  },
};

async function idling(bench: Bench, engine: Engine): Promise<Finding[]> {
  const { form } = bench;
  bench.say(`idle: ${engine}`);
  bench.outside.watch();
  const database = await bench.databases.make(engine, 0);
  // With the listing that everybody has: once a minute.
  const env = { STATE_POLL_SECONDS: '60' };
  if (engine === 'postgres')
    await (await logStatements(await bench.databases.postgres(), database.url)).end();
  const [ours, bare] = [
    await startBot({ ...bench.options('socket'), env }, database.url),
    await startBareBolt(bench.options('socket')),
  ];
  try {
    await pause(SETTLED_MS);
    const statements =
      engine === 'postgres' ? await logStatements(await bench.databases.postgres(), database.url) : undefined;
    const [ownBefore, bareBefore] = [cpuOf(ours.pid), cpuOf(bare.pid)];
    await pause(form.idle);
    const share = (used: number) => (used / form.idle) * 100;
    const [own, beside] = [share(cpuOf(ours.pid) - ownBefore), share(cpuOf(bare.pid) - bareBefore)];
    const ran = await statements?.end();
    const aSecond = (count: number) => (count * 1000) / form.idle;
    return [
      {
        ...alone(
          {
            key: `idle/${engine}/cpu`,
            what: `idle, share of a core, ${engine}`,
            unit: '%',
            aim: { of: 'ours', value: 1 },
          },
          [own],
        ),
        peer: { name: 'bare Bolt', value: beside },
      },
      ...(ran
        ? [
            alone(
              {
                key: 'idle/transactions',
                what: 'idle, transactions a second, postgres',
                unit: 'count',
                aim: { of: 'ours', value: 2 },
              },
              [aSecond(transactionsIn(ran).length)],
            ),
            alone(
              {
                key: 'idle/statements',
                what: 'idle, statements a second, postgres',
                unit: 'count',
                aim: { of: 'ours', value: 8 },
              },
              [aSecond(ran.length)],
            ),
          ]
        : []),
    ];
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await database.drop();
  }
}
