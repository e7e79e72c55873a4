import { type Selectable, sql } from 'kysely';
import { FIRST_PAGES, type Home, type HomePages } from '../../domain/home.ts';
import type { Homes } from '../../interfaces/homes.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { claiming } from './claim-first.ts';
import { epoch, isDue, WAITING_MOST_MS } from './due.ts';
import { inParts } from './in-parts.ts';

const claimDue = claiming('homes', (now) => [isDue(now, WAITING_MOST_MS)]);

/** Whose Home tab shows what: a wanted and a drawn version each, always drawn whole. */
export function homes(context: Context): Homes {
  const { db, now, work } = context;
  const note = (userId: string, inMs: number | null, more: { taken?: true; held?: boolean } = {}) =>
    work.push({ kind: 'home', key: `home of ${userId}`, inMs, ...more });
  return {
    async of(whose) {
      let query = db.selectFrom('homes').select('user_id').orderBy('user_id');
      if (whose !== 'everybody')
        query = query.where((eb) =>
          eb.or([
            ...(whose.people.length > 0 ? [eb('user_id', 'in', whose.people)] : []),
            ...(whose.deciding ? [eb('decides', '=', 1)] : []),
          ]),
        );
      return (await query.execute()).map(({ user_id }) => user_id);
    },

    async want(userIds) {
      const rows = await inParts(userIds, (some) =>
        db
          .updateTable('homes')
          .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: epoch(now) }))
          .where('user_id', 'in', some)
          .returning('user_id')
          .execute(),
      );
      for (const { user_id } of rows) note(user_id, 0);
    },

    async open(userId, pages, againInMs) {
      const row = await db
        .insertInto('homes')
        .values({
          user_id: userId,
          // Until its first drawing has shown whether they decide anything.
          decides: 1,
          pages: JSON.stringify({ ...FIRST_PAGES, ...pages }),
          wanted: 1,
          drawn: 0,
          shown: null,
          failures: 0,
          due_at: now + againInMs,
          lease_token: 0,
          lease_until: 0,
        })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet((eb) => ({
            wanted: eb('homes.wanted', '+', 1),
            failures: 0,
            due_at: now + againInMs,
          })),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      note(userId, againInMs);
      const home = fromRow(row);
      if (!pages) return home;
      const turned = { ...home.pages, ...pages };
      await db
        .updateTable('homes')
        .set({ pages: JSON.stringify(turned) })
        .where('user_id', '=', userId)
        .execute();
      return { ...home, pages: turned };
    },

    async claim(leaseMs) {
      const row = await claimDue(context, leaseMs);
      if (!row) return undefined;
      note(row.user_id, null, { taken: true, held: true });
      return { home: fromRow(row), token: row.lease_token };
    },

    async drawn({ userId, wanted }, { shown, decides, failures, againInMs }, token) {
      const again = againInMs === null ? sql<null>`null` : epoch(now + againInMs);
      // What was asked for meanwhile is due at once; so is what somebody else draws or has drawn, who may come last.
      const other = token === undefined ? sql`lease_until > ${now}` : sql`drawn > ${wanted}`;
      const row = await db
        .updateTable('homes')
        .set({
          shown: sql<string | null>`case when ${other} then null else cast(${shown} as text) end`,
          failures,
          ...(decides === undefined ? {} : { decides: decides ? 1 : 0 }),
          ...(token === undefined ? {} : { lease_until: 0 }),
          drawn: sql<number>`case when drawn > ${wanted} then drawn else ${epoch(wanted)} end`,
          due_at: sql<
            number | null
          >`case when wanted > ${wanted} or ${other} then ${epoch(now)} else ${again} end`,
        })
        .where('user_id', '=', userId)
        .$if(token !== undefined, (query) => query.where('lease_token', '=', token ?? 0))
        .returning('due_at')
        .executeTakeFirst();
      if (!row) return;
      const inMs = row.due_at === null ? null : row.due_at - now;
      note(userId, inMs, token === undefined ? {} : { held: false });
    },
  };
}

function fromRow(row: Selectable<Schema['homes']>): Home {
  return {
    userId: row.user_id,
    pages: { ...FIRST_PAGES, ...(JSON.parse(row.pages) as Partial<HomePages>) },
    wanted: row.wanted,
    drawn: row.drawn,
    shown: row.shown,
    failures: row.failures,
  };
}
