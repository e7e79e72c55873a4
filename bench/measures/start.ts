import { join } from 'node:path';
import type { Bench, Measure } from '../bench.ts';
import { compared, type Finding, ofRounds } from '../finding.ts';
import { interleaved } from '../rounds.ts';
import { bundled } from '../subjects/bundled.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';

/** From a process's start to its line `Ready`, with what was compiled before and without it. */
export const start: Measure = {
  name: 'start',
  async run(bench) {
    const bundle = await bundled(bench.options().folder, bench.say);
    return [
      ...(await started(bench, 'npm start', undefined, { warm: 1.3, cold: undefined })),
      ...(bundle ? await started(bench, 'bundle', bundle, { warm: 1, cold: 1.4 }) : []),
    ];
  },
};

type Aims = Record<'warm' | 'cold', number | undefined>;

async function started(
  bench: Bench,
  what: string,
  entry: string | undefined,
  aims: Aims,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const database = await bench.databases.make('sqlite', 0);
  const cache = join(bench.options().folder, 'cache');
  for (const state of ['warm', 'cold'] as const) {
    bench.say(`start: ${what}, ${state}`);
    const options = () => {
      const fresh = { ...bench.options('socket'), entry };
      return state === 'warm' ? { ...fresh, cache } : { ...fresh, cache: join(fresh.folder, 'cache') };
    };
    const ours = async () => {
      const bot = await startBot(options(), database.url);
      await bot.stop();
      return { ready: [bot.readyAfter] };
    };
    const peer = async () => {
      const bare = await startBareBolt(options());
      await bare.stop();
      return { ready: [bare.readyAfter] };
    };
    // Whatever is compiled now is found in the cache from then on.
    if (state === 'warm') for (const first of [ours, peer]) await first();
    const rounds = await interleaved(bench.form.starts, ours, peer);
    const [own = [], bare = []] = [rounds.ours.ready, rounds.peer.ready];
    bench.keep(`start ${what}, ${state}`, own.flat(), bare.flat());
    const aim = aims[state];
    findings.push(
      compared(
        {
          key: `start/${what}/${state}`,
          what: `start to ready, ${what}, ${state}`,
          unit: 'ms',
          peer: 'bare Bolt',
          ...(aim === undefined ? {} : { aim: { of: 'ratio', value: aim } }),
        },
        ofRounds(own, 50),
        ofRounds(bare, 50),
      ),
    );
  }
  await database.drop();
  return findings;
}
