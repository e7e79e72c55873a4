import type { Bench, Measure } from '../bench.ts';
import { compared, type Finding, ofRounds } from '../finding.ts';
import type { Card } from '../generator/payloads.ts';
import { interleaved, type Samples } from '../rounds.ts';
import type { Engine } from '../store/databases.ts';
import { startBareBolt, startBot } from '../subjects/subject.ts';
import { pause } from '../within.ts';
import { clicksOf, WATCHED } from './clicks.ts';

/** One click on Approve: its ack, the order at AWS, the ID in the thread. */
export const order: Measure = {
  name: 'order',
  async run(bench) {
    const findings: Finding[] = [];
    for (const engine of bench.engines) findings.push(...(await ordered(bench, engine)));
    return findings;
  },
};

/** What is timed, and what it is to reach beside bare Bolt. */
const TIMED = [
  { key: 'acked', what: 'ack of a vote', percents: [50], aim: 1.6 },
  { key: 'created', what: 'Approve to CreateInterconnect', percents: [50, 95], aim: 3 },
  { key: 'told', what: 'created to the ID in the thread', percents: [50], aim: 3 },
] as const;
/** Between two orders the bot may say what else it has to say, which Slack's pace spreads out. */
const REST_MS = 1_500;

async function ordered(bench: Bench, engine: Engine): Promise<Finding[]> {
  const { form, outside } = bench;
  bench.say(`order: ${engine}`);
  outside.watch(...WATCHED);
  const database = await bench.databases.make(engine, 0);
  const ours = await startBot(bench.options(), database.url);
  const peer = await startBareBolt(bench.options());
  try {
    const turn = (subject: typeof ours) => {
      const clicks = clicksOf(outside, subject);
      return async (): Promise<Samples> => {
        const samples: Samples = { acked: [], created: [], told: [] };
        const cards: Card[] = [];
        for (let count = 0; count < form.orders; count++) cards.push((await clicks.submitForCard()).card);
        for (const card of cards) {
          await pause(REST_MS);
          const times = await clicks.order(card);
          for (const { key } of TIMED) samples[key]?.push(times[key]);
        }
        return samples;
      };
    };
    const turns = [turn(ours), turn(peer)] as const;
    for (const warm of turns) await warm();
    const rounds = await interleaved(form.rounds, ...turns);
    return TIMED.flatMap(({ key, what, percents, aim }) => {
      const [own = [], bare = []] = [rounds.ours[key], rounds.peer[key]];
      bench.keep(`${what}, ${engine}`, own.flat(), bare.flat());
      return percents.map((percent) =>
        compared(
          {
            key: `order/${engine}/${key}/p${percent}`,
            what: `${what}, p${percent}, ${engine}`,
            unit: 'ms',
            peer: 'bare Bolt',
            aim: { of: 'ratio', value: aim },
            thin: percent > 50,
          },
          ofRounds(own, percent),
          ofRounds(bare, percent),
        ),
      );
    });
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    await database.drop();
  }
}
