import { join } from 'node:path';
import type { Bench, Measure } from '../bench.ts';
import { compared, type Finding, ofRounds } from '../finding.ts';
import { interleaved } from '../rounds.ts';
import { type SubjectOptions, startBareBolt, startBot } from '../subjects/subject.ts';

/** Whether what was compiled before is there. The image is made with it: without it starts whoever runs it otherwise. */
type State = 'warm' | 'cold';

/** One way to start the bot, beside a bare Bolt app. */
interface Way {
  name: string;
  /** Its own, unless it is the source. */
  entry?: string;
  /** Where nothing has been compiled before; the same as the other unless it is said. */
  coldEntry?: string;
  /** Ratios to a bare Bolt app's. */
  aims: Partial<Record<State, number>>;
  /** Where its compiled code is kept, when it is warm. */
  cache: string;
  /** For both. */
  env?: Record<string, string>;
}

/** From a process's start to its line `Ready`, with what was compiled before and without it. */
export const start: Measure = {
  name: 'start',
  async run(bench) {
    const shared = join(bench.options().folder, 'cache');
    const image = await bench.image();
    const ways: Way[] = [
      { name: 'npm start', aims: { warm: 1.3 }, cache: shared },
      { name: 'image', aims: { warm: 1, cold: 1.4 }, ...image },
    ];
    const database = await bench.databases.make('sqlite', 0);
    const findings: Finding[] = [];
    for (const way of ways) {
      for (const state of ['warm', 'cold'] as const) {
        findings.push(await beside(bench, way, state, shared, database.url));
      }
    }
    await database.drop();
    return findings;
  },
};

async function beside(
  bench: Bench,
  way: Way,
  state: State,
  peerCache: string,
  url: string,
): Promise<Finding> {
  const title = `${way.name}, ${state}`;
  bench.say(`start: ${title}`);
  const options = (cache: string): SubjectOptions => {
    const fresh = bench.options('socket');
    const env = way.env ?? {};
    return { ...fresh, env, cache: state === 'warm' ? cache : join(fresh.folder, 'cache') };
  };
  const entry = (state === 'cold' ? way.coldEntry : undefined) ?? way.entry;
  const ours = async () => {
    const bot = await startBot(options(way.cache), url, entry);
    await bot.stop();
    return { ready: [bot.readyAfter] };
  };
  const peer = async () => {
    const bare = await startBareBolt(options(peerCache));
    await bare.stop();
    return { ready: [bare.readyAfter] };
  };
  // Whatever is compiled now is found in the cache from then on.
  if (state === 'warm') for (const first of [ours, peer]) await first();
  const rounds = await interleaved(bench.form.starts, ours, peer);
  const [own = [], bare = []] = [rounds.ours.ready, rounds.peer.ready];
  bench.keep(`start ${title}`, own.flat(), bare.flat());
  const aim = way.aims[state];
  return compared(
    {
      key: `start/${way.name}/${state}`,
      what: `start to ready, ${title}`,
      unit: 'ms',
      peer: 'bare Bolt',
      ...(aim === undefined ? {} : { aim: { of: 'ratio', value: aim } }),
    },
    ofRounds(own, 50),
    ofRounds(bare, 50),
  );
}
