import type { Bench, Measure } from '../bench.ts';
import { alone, compared, type Finding } from '../finding.ts';
import { openSql } from '../store/sql.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';
import { memoryOf } from '../subjects/usage.ts';
import { pause } from '../within.ts';
import { clicksOf } from './clicks.ts';
import { undecided } from './undecided.ts';

const SETTLED_MS = 4_000;
/** Orders that are asked for and approved at a time. */
const BATCH = 20;

/** Resident memory at the start, and after many orders. */
export const memory: Measure = {
  name: 'memory',
  async run(bench) {
    bench.say('memory');
    bench.outside.watch('CreateInterconnect');
    const database = await bench.databases.make('sqlite', 0);
    const [ours, bare] = [
      await startBot(bench.options(), database.url),
      await startBareBolt(bench.options()),
    ];
    try {
      await pause(SETTLED_MS);
      const calls = async () =>
        (await bench.outside.counts())[`${ours.names.accessKeyId} CreateInterconnect`] ?? 0;
      const before = await calls();
      const atStart = memoryOf(ours.pid);
      const beside = memoryOf(bare.pid);
      await orderMany(bench, ours, database.url);
      await pause(SETTLED_MS);
      const after = memoryOf(ours.pid);
      const orders = bench.form.ordersBefore.toLocaleString('en');
      const findings: Finding[] = [
        compared(
          {
            key: 'memory/start',
            what: 'memory at start',
            unit: 'MB',
            peer: 'bare Bolt',
            aim: { of: 'ratio', value: 1.15 },
          },
          [atStart],
          [beside],
        ),
        compared(
          {
            key: `memory/after/${bench.form.ordersBefore}`,
            what: `memory after ${orders} orders`,
            unit: 'MB',
            peer: 'its own start',
            aim: { of: 'ratio', value: 1.3 },
          },
          [after],
          [atStart],
        ),
        alone(
          {
            key: 'memory/calls',
            what: `CreateInterconnect calls for ${orders} orders`,
            unit: 'count',
            aim: { of: 'ours', value: bench.form.ordersBefore },
          },
          [(await calls()) - before],
        ),
      ];
      return findings;
    } finally {
      await Promise.all([ours.stop(), bare.stop()]);
      await database.drop();
    }
  },
};

async function orderMany(
  { form, outside }: Bench,
  bot: Awaited<ReturnType<typeof startBot>>,
  url: string,
): Promise<void> {
  const clicks = clicksOf(outside, bot);
  const sql = await openSql(url);
  try {
    for (let done = 0; done < form.ordersBefore; done += BATCH) {
      const count = Math.min(BATCH, form.ordersBefore - done);
      for (let one = 0; one < count; one++) await clicks.submit();
      for (const card of await undecided(sql, count)) await clicks.approve(card);
    }
  } finally {
    await sql.close();
  }
}
