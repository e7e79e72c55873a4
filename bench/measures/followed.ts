import type { Bench, Measure } from '../bench.ts';
import { alone, compared, type Finding } from '../finding.ts';
import { percentile } from '../stats.ts';
import type { Engine } from '../store/databases.ts';
import { logStatements, transactionsIn } from '../store/statements.ts';
import { startBot } from '../subjects/subject.ts';
import { pause } from '../within.ts';
import { clicksOf, WATCHED } from './clicks.ts';
import { watchStalls } from './stalls.ts';

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];
/** Long enough for a listing of all to be over before the next one is due, and short enough to meet some. */
const POLL_SECONDS = '4';
const WATCH_MS = 13_000;
const EVERY_MS = 25;
/** Ports on one page of a listing. */
const PAGE = 100;

/** Very many followed ports while they are listed: nothing is new, or a tenth has changed. */
export const followed: Measure = {
  name: 'followed',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) {
      const idle = await following(bench, engine, 0, '3600');
      for (const changing of [0, 10]) {
        const { stall, acks, transactions, listings } = await following(
          bench,
          engine,
          changing,
          POLL_SECONDS,
        );
        const what = `${bench.form.followed.toLocaleString('en')} ports, ${changing === 0 ? 'nothing' : `${changing}%`} changed, ${engine}`;
        const key = `followed/${engine}/${changing}`;
        findings.push(
          alone(
            {
              key: `${key}/stall`,
              what: `longest stall, ${what}`,
              unit: 'ms',
              aim: { of: 'ours', value: 30 },
            },
            [stall],
          ),
          compared(
            {
              key: `${key}/ack`,
              what: `form, p99, ${what}`,
              unit: 'ms',
              peer: 'no listing',
              aim: { of: 'ratio', value: 1.5 },
              thin: true,
            },
            [percentile(acks, 99)],
            [percentile(idle.acks, 99)],
          ),
          ...(transactions === undefined
            ? []
            : [
                alone(
                  {
                    key: `${key}/transactions`,
                    what: `transactions a listing, ${what}`,
                    unit: 'count',
                    ...(changing === 0 ? { aim: { of: 'ours', value: 2 } } : {}),
                  },
                  // What the bot does besides, it does without a listing too.
                  [(transactions - (idle.transactions ?? 0)) / listings],
                ),
              ]),
        );
      }
    }
    return findings;
  },
};

async function following(
  bench: Bench,
  engine: Engine,
  changing: number,
  poll: string,
): Promise<{ stall: number; acks: number[]; transactions: number | undefined; listings: number }> {
  const { form, outside } = bench;
  outside.watch(...WATCHED);
  const more = { followed: form.followed, regions: REGIONS };
  const database = await bench.databases.make(engine, form.followed + 100, more);
  bench.say(`followed: ${engine}, ${changing}% change, listed every ${poll} s`);
  outside.set({ ...bench.world, ports: database.ports, changing });
  const env = { STATE_POLL_SECONDS: poll, AWS_REGIONS: REGIONS.join() };
  const server = engine === 'postgres' ? await bench.databases.postgres() : undefined;
  if (server) await (await logStatements(server, database.url)).end();
  const bot = await startBot({ ...bench.options(), env }, database.url);
  try {
    const clicks = clicksOf(outside, bot);
    // The first listing, right after the start, is over by then.
    await pause(Number(POLL_SECONDS) * 1000);
    for (let warm = 0; warm < form.clicks; warm++) await clicks.open();
    const pages = async () => (await outside.counts())[`${bot.names.accessKeyId} DescribeInterconnects`] ?? 0;
    const before = await pages();
    const statements = server && (await logStatements(server, database.url));
    const stalls = watchStalls(bot.operatorPort);
    const acks: number[] = [];
    const most = Math.min(WATCH_MS, form.idle * 2);
    const end = performance.now() + most;
    while (performance.now() < end) {
      acks.push(await clicks.open());
      await pause(EVERY_MS);
    }
    const stall = stalls.stop();
    const listings = ((await pages()) - before) / Math.ceil(form.followed / REGIONS.length / PAGE);
    const ran = await statements?.end();
    return { stall, acks, transactions: ran && transactionsIn(ran).length, listings };
  } finally {
    await bot.stop();
    outside.set(bench.world);
    await database.drop();
  }
}
