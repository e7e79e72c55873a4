import { randomUUID } from 'node:crypto';
import type { Measure } from '../bench.ts';
import { alone, type Finding, ofRounds } from '../finding.ts';
import { suggestion } from '../generator/payloads.ts';
import { people } from '../people.ts';
import { startBot } from '../subjects/subject.ts';

const OFFERED = 5_000;
const TYPED = ['', 'ash', 'City 4', 'Operator 17', 'Site4999', 'zzz', 'e'];

/** What the form's lists answer while somebody types, where AWS offers very much. */
export const list: Measure = {
  name: 'list',
  async run(bench) {
    bench.say('list');
    bench.outside.watch();
    bench.outside.set({ ...bench.world, locations: OFFERED, lags: OFFERED });
    const database = await bench.databases.make('sqlite', 0);
    const bot = await startBot(bench.options(), database.url);
    try {
      const findings: Finding[] = [];
      for (const field of ['location', 'lag'] as const) {
        const rounds: number[][] = [];
        // The first round warms up.
        for (let round = 0; round <= bench.form.rounds; round++) {
          const times: number[] = [];
          for (let count = 0; count < bench.form.opens; count++) {
            const typed = TYPED[count % TYPED.length] ?? '';
            const user = people.requesters[0] ?? '';
            const { sentAt, ackedAt } = await bot.way.send(
              suggestion(`V${randomUUID()}`, user, field, typed),
            );
            times.push(ackedAt - sentAt);
          }
          if (round > 0) rounds.push(times);
        }
        bench.keep(`list ${field}`, rounds.flat());
        findings.push(
          alone(
            {
              key: `list/${field}`,
              what: `type-ahead over ${OFFERED.toLocaleString('en')} ${field}s, p99`,
              unit: 'ms',
              aim: { of: 'ours', value: 5 },
            },
            ofRounds(rounds, 99),
          ),
        );
      }
      return findings;
    } finally {
      await bot.stop();
      bench.outside.set(bench.world);
      await database.drop();
    }
  },
};
