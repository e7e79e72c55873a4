import type { Bench, Image, Measure } from '../bench.ts';
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

/** Resident memory at the start, and after many orders, of the source and of the image. */
export const memory: Measure = {
  name: 'memory',
  async run(bench) {
    bench.outside.watch('CreateInterconnect');
    return [...(await ofOne(bench, 'npm start')), ...(await ofOne(bench, 'image', await bench.image()))];
  },
};

async function ofOne(bench: Bench, name: string, image?: Image): Promise<Finding[]> {
  bench.say(`memory: ${name}`);
  const database = await bench.databases.make('sqlite', 0);
  // In Socket Mode both have spoken to Slack by then; over HTTP a bare Bolt app says nothing before the first click.
  const options = { ...bench.options('socket'), env: image?.env ?? {} };
  const bot = () =>
    startBot({ ...options, cache: image?.cache ?? options.cache }, database.url, image?.entry);
  const peer = () => startBareBolt(options);
  // What has to be compiled first takes memory as well.
  for (const first of [bot, peer]) await (await first()).stop();
  const [ours, bare] = [await bot(), await peer()];
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
    const { ordersBefore } = bench.form;
    const orders = ordersBefore.toLocaleString('en');
    return [
      compared(
        {
          key: `memory/${name}/start`,
          what: `memory at start, ${name}`,
          unit: 'MB',
          peer: 'bare Bolt',
          aim: { of: 'ratio', value: 1.15 },
        },
        [atStart],
        [beside],
      ),
      compared(
        {
          key: `memory/${name}/after/${ordersBefore}`,
          what: `memory after ${orders} orders, ${name}`,
          unit: 'MB',
          peer: 'its own start',
          aim: { of: 'ratio', value: 1.3 },
        },
        [after],
        [atStart],
      ),
      alone(
        {
          key: `memory/${name}/calls`,
          what: `CreateInterconnect calls for ${orders} orders, ${name}`,
          unit: 'count',
          aim: { of: 'ours', value: ordersBefore },
        },
        [(await calls()) - before],
      ),
    ];
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await database.drop();
  }
}

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
