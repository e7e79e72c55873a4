import type { Bench, Measure } from '../bench.ts';
import { compared, type Finding, ofRounds } from '../finding.ts';
import { interleaved } from '../rounds.ts';
import type { Engine } from '../store/databases.ts';
import type { Mode } from '../subjects/settings.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';
import { clicksOf, WATCHED } from './clicks.ts';
import { many } from './many.ts';

/** `/interconnect` until Slack gets views.open, with nothing, little and much in the store. */
export const open: Measure = {
  name: 'open',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) {
      for (const size of [0, 1_000, bench.form.many])
        findings.push(...(await opened(bench, engine, size, 'http')));
      findings.push(...(await opened(bench, engine, 0, 'socket')));
    }
    return findings;
  },
};

/** With fewer samples a round, its p99 is the worst or the second worst of all. */
const THIN = 200;

async function opened(bench: Bench, engine: Engine, size: number, mode: Mode): Promise<Finding[]> {
  const { form, outside } = bench;
  const where = `${many(size)}, ${engine}${mode === 'socket' ? ', Socket Mode' : ''}`;
  bench.say(`open: ${where}`);
  outside.watch(...WATCHED);
  const database = await bench.databases.make(engine, size);
  outside.set({ ...bench.world, ports: database.ports });
  const ours = await startBot(bench.options(mode), database.url);
  const peer = await startBareBolt(bench.options(mode));
  try {
    const turn = (subject: typeof ours) => {
      const clicks = clicksOf(outside, subject);
      return async () => {
        const open: number[] = [];
        for (let count = 0; count < form.opens; count++) open.push(await clicks.open());
        return { open };
      };
    };
    const turns = [turn(ours), turn(peer)] as const;
    for (const warm of turns) await warm();
    const rounds = await interleaved(form.rounds, ...turns);
    const [own = [], bare = []] = [rounds.ours.open, rounds.peer.open];
    bench.keep(`open ${where}`, own.flat(), bare.flat());
    return [50, 99].map((percent) =>
      compared(
        {
          key: `open/${engine}/${mode}/${size}/p${percent}`,
          what: `/interconnect to views.open, p${percent}, ${where}`,
          unit: 'ms',
          peer: 'bare Bolt',
          thin: percent === 99 && form.opens < THIN,
          aim: { of: 'ratio', value: percent === 50 ? 1.05 : 1.15 },
        },
        ofRounds(own, percent),
        ofRounds(bare, percent),
      ),
    );
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    outside.set(bench.world);
    await database.drop();
  }
}
