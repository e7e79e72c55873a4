import { join } from 'node:path';
import type { Measure } from '../bench.ts';
import { compared, type Finding, ofRounds } from '../finding.ts';
import { interleaved } from '../rounds.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';

/** Ratios to a bare Bolt app's; the cold one has an aim for the image alone. */
const AIMS = { warm: 1.3, cold: undefined };

/** From a process's start to its line `Ready`, with what was compiled before and without it. */
export const start: Measure = {
  name: 'start',
  async run(bench) {
    const findings: Finding[] = [];
    const database = await bench.databases.make('sqlite', 0);
    const cache = join(bench.options().folder, 'cache');
    for (const state of ['warm', 'cold'] as const) {
      bench.say(`start: ${state}`);
      const options = () => {
        const fresh = bench.options('socket');
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
      bench.keep(`start npm start, ${state}`, own.flat(), bare.flat());
      const aim = AIMS[state];
      findings.push(
        compared(
          {
            key: `start/npm start/${state}`,
            what: `start to ready, npm start, ${state}`,
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
  },
};
