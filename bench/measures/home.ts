import type { Bench, Measure } from '../bench.ts';
import { alone, type Finding, ofRounds } from '../finding.ts';
import { homeOpened } from '../generator/payloads.ts';
import { people } from '../people.ts';
import type { Engine } from '../store/databases.ts';
import { startBot } from '../subjects/subject.ts';
import { many } from './many.ts';

const MANY = 10_000;

/** From opening the Home tab until Slack gets it whole, for people who ask and people who decide, among many requests. */
export const home: Measure = {
  name: 'home',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) findings.push(...(await opened(bench, engine)));
    return findings;
  },
};

async function opened(bench: Bench, engine: Engine): Promise<Finding[]> {
  const { form, outside } = bench;
  const size = Math.min(MANY, form.many);
  bench.say(`home: ${many(size)}, ${engine}`);
  const database = await bench.databases.make(engine, size);
  outside.watch('views.publish');
  outside.set({ ...bench.world, ports: database.ports });
  const bot = await startBot(bench.options(), database.url);
  try {
    const everybody = [...people.leads, ...people.requesters];
    const rounds: number[][] = [];
    // The first round makes connections, and learns who people are.
    for (let round = 0; round <= form.rounds; round++) {
      const times: number[] = [];
      for (let count = 0; count < Math.max(form.clicks, everybody.length); count++) {
        const user = everybody[count % everybody.length] ?? '';
        const drawn = outside.call(
          'views.publish',
          ({ method, detail }) => method === 'views.publish' && detail.user_id === user,
        );
        const [{ sentAt }, call] = await Promise.all([bot.way.send(homeOpened(user)), drawn]);
        times.push(call.at - sentAt);
      }
      if (round > 0) rounds.push(times);
    }
    bench.keep(`home ${engine}`, rounds.flat());
    return [50, 99].map((percent) =>
      alone(
        {
          key: `home/${engine}/p${percent}`,
          what: `Home tab opened to views.publish, p${percent}, ${many(size)}, ${engine}`,
          unit: 'ms',
          aim: { of: 'ours', value: 50 },
          thin: percent === 99,
        },
        ofRounds(rounds, percent),
      ),
    );
  } finally {
    await bot.stop();
    outside.set(bench.world);
    await database.drop();
  }
}
