import { randomUUID } from 'node:crypto';
import type { Bench, Measure } from '../bench.ts';
import { now } from '../clock.ts';
import { compared, type Finding } from '../finding.ts';
import { submission } from '../generator/payloads.ts';
import { people } from '../people.ts';
import { interleaved } from '../rounds.ts';
import type { Engine } from '../store/databases.ts';
import { type Subject, startBareBolt, startBot, startFloor } from '../subjects/subject.ts';

/** So many forms are under way at any time. */
const AT_ONCE = 16;

/** Sent forms that are acked in a second, as many as there is room for: each is durable by then. */
export const throughput: Measure = {
  name: 'throughput',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) findings.push(...(await acked(bench, engine)));
    return findings;
  },
};

async function acked(bench: Bench, engine: Engine): Promise<Finding[]> {
  const { form } = bench;
  bench.say(`throughput: ${engine}`);
  bench.outside.watch();
  const database = await bench.databases.make(engine, 0);
  const [ours, bare, floor] = [
    await startBot(bench.options(), database.url),
    await startBareBolt(bench.options()),
    await startFloor(bench.options()),
  ];
  try {
    const rate = async (subject: Subject) => [await saturate(subject, form.saturated)];
    const turns = [
      async () => ({ rate: await rate(ours) }),
      async () => ({ rate: await rate(bare), floor: await rate(floor) }),
    ] as const;
    for (const warm of turns) await warm();
    const rounds = await interleaved(form.rounds, ...turns);
    const own = rounds.ours.rate?.flat() ?? [];
    const about = (name: string, words: string) => ({
      key: `throughput/${engine}/${name}`,
      what: `submissions, durable, ${engine}${words}`,
      unit: 'a second' as const,
      better: 'more' as const,
    });
    return [
      compared(
        {
          ...about('bare', ''),
          peer: 'bare Bolt, acks',
          aim: { of: 'ratio', value: engine === 'sqlite' ? 0.8 : 0.6 },
        },
        own,
        rounds.peer.rate?.flat() ?? [],
      ),
      compared(
        { ...about('floor', ', beside the floor'), peer: 'floor' },
        own,
        rounds.peer.floor?.flat() ?? [],
      ),
    ];
  } finally {
    await Promise.all([ours.stop(), bare.stop(), floor.stop()]);
    await database.drop();
  }
}

/** Acks a second. */
async function saturate({ way }: Subject, ms: number): Promise<number> {
  const begin = now();
  let count = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, index) => {
      while (now() - begin < ms) {
        const user = people.requesters[index % people.requesters.length] ?? '';
        const { body } = await way.send(submission(`V${randomUUID()}`, user, `port-${index}-${count}`));
        if (body.includes('"errors"')) throw new Error(`A form was refused: ${body}`);
        count += 1;
      }
    }),
  );
  return (count * 1000) / (now() - begin);
}
