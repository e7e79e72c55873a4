import type { Tx } from '../actions/ports.ts';
import type { Context } from './context.ts';
import { UNSENT } from './lines.ts';

/** What /metrics shows. */
export function counts({ db }: Context): Pick<Tx, 'counts'> {
  return {
    async counts() {
      const count = db.fn.countAll<number>().as('count');
      const byStatus = await db.selectFrom('requests').select(['status', count]).groupBy('status').execute();
      const byOutcome = await db
        .selectFrom('attempts')
        .select(['outcome', count])
        .groupBy('outcome')
        .execute();
      const lines = await db
        .selectFrom('lines')
        .select(count)
        .where('state', 'in', UNSENT)
        .executeTakeFirstOrThrow();
      const givenUp = await db
        .selectFrom('lines')
        .select(count)
        .where('state', '=', 'given_up')
        .executeTakeFirstOrThrow();
      const strays = await db.selectFrom('strays').select(count).executeTakeFirstOrThrow();
      return {
        requests: Object.fromEntries(byStatus.map((row) => [row.status, Number(row.count)])),
        attempts: Object.fromEntries(byOutcome.map((row) => [row.outcome ?? 'open', Number(row.count)])),
        linesWaiting: Number(lines.count),
        linesGivenUp: Number(givenUp.count),
        strays: Number(strays.count),
      };
    },
  };
}
