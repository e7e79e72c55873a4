import type { Bench, Measure } from '../bench.ts';
import { alone, compared, type Finding, ofRounds } from '../finding.ts';
import { interleaved, type Samples } from '../rounds.ts';
import type { Engine } from '../store/databases.ts';
import { openSql } from '../store/sql.ts';
import { type Subject, startBot } from '../subjects/subject.ts';
import { pause } from '../within.ts';
import { clicksOf, WATCHED } from './clicks.ts';
import { many } from './many.ts';
import { operatorPages } from './operator-pages.ts';
import { watchStalls } from './stalls.ts';
import { undecided } from './undecided.ts';

const FEW = 1_000;

/** The same clicks with much stored beside little, the longest stall, and what operators ask for. */
export const growth: Measure = {
  name: 'growth',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) findings.push(...(await grown(bench, engine)));
    return findings;
  },
};

const TIMED = { open: 'open', submit: 'submit', vote: 'vote', create: 'create' } as const;
/** Between two clicks, so that each is answered by a bot that is at rest. */
const REST_MS = 10;

async function grown(bench: Bench, engine: Engine): Promise<Finding[]> {
  const { form, outside } = bench;
  const much = form.many;
  outside.watch(...WATCHED);
  const stores = [await bench.databases.make(engine, much), await bench.databases.make(engine, FEW)] as const;
  bench.say(`growth: ${engine}`);
  // All of them stand at AWS, so that nothing has gone for either bot.
  outside.set({ ...bench.world, ports: stores.flatMap(({ ports }) => ports) });
  const [large, small] = [
    await startBot(bench.options(), stores[0].url),
    await startBot(bench.options(), stores[1].url),
  ];
  try {
    const [ours, peer] = [turnOf(bench, large, stores[0].url), turnOf(bench, small, stores[1].url)];
    for (const warm of [ours, peer]) await warm();
    const stalls = watchStalls(large.operatorPort);
    const rounds = await interleaved(form.rounds, ours, peer);
    const longest = stalls.stop();
    const pages = await operatorPages(large, form.rounds);
    const findings = Object.entries(TIMED).flatMap(([key, what]) => {
      const [own = [], few = []] = [rounds.ours[key], rounds.peer[key]];
      bench.keep(`growth ${what}, ${engine}`, own.flat(), few.flat());
      return [50, 99].map((percent) =>
        compared(
          {
            key: `growth/${engine}/${key}/${much}/p${percent}`,
            what: `${what}, p${percent}, ${many(much)}, ${engine}`,
            unit: 'ms',
            peer: many(FEW),
            aim: { of: 'ratio', value: 1.2 },
            thin: percent === 99,
          },
          ofRounds(own, percent),
          ofRounds(few, percent),
        ),
      );
    });
    return [
      ...findings,
      alone(
        {
          key: `growth/${engine}/stall`,
          what: `longest stall meanwhile, ${many(much)}, ${engine}`,
          unit: 'ms',
          aim: { of: 'ours', value: 50 },
        },
        [longest],
      ),
      ...[
        { path: '/metrics', most: 20 },
        { path: '/readyz', most: 5 },
      ].map(({ path, most }) =>
        alone(
          {
            key: `growth/${engine}${path}`,
            what: `${path}, ${many(much)}, ${engine}`,
            unit: 'ms',
            aim: { of: 'ours', value: most },
          },
          pages[path] ?? [],
        ),
      ),
    ];
  } finally {
    await Promise.all([large.stop(), small.stop()]);
    outside.set(bench.world);
    for (const store of stores) await store.drop();
  }
}

function turnOf({ form, outside }: Bench, subject: Subject, url: string): () => Promise<Samples> {
  const clicks = clicksOf(outside, subject);
  return async () => {
    const samples: Record<keyof typeof TIMED, number[]> = { open: [], submit: [], vote: [], create: [] };
    for (let count = 0; count < form.clicks; count++) {
      samples.open.push(await clicks.open());
      await pause(REST_MS);
      samples.submit.push((await clicks.submit()).acked);
      await pause(REST_MS);
    }
    const sql = await openSql(url);
    const cards = await undecided(sql, form.clicks).finally(sql.close);
    for (const card of cards) {
      const { acked, created } = await clicks.approve(card);
      samples.vote.push(acked);
      samples.create.push(created);
      await pause(REST_MS);
    }
    return samples;
  };
}
