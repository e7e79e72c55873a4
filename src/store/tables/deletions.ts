import { sql } from 'kysely';
import { firstTryAt } from '../../domain/port/tracing.ts';
import type { Deletions } from '../../interfaces/maintenance.ts';
import type { Context } from '../context.ts';
import { accountOf } from './ports.ts';

/** Who deleted ports that are gone, and when CloudTrail is asked about which. */
export function deletions({ db, now }: Context): Deletions {
  return {
    async of(requestId) {
      const row = await db
        .selectFrom('deletions')
        .select(['deleted_by', 'deleted_at'])
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      if (!row || row.deleted_by === null || row.deleted_at === null) return undefined;
      return { by: row.deleted_by, at: row.deleted_at };
    },

    async begin(withinMs) {
      const since = now - withinMs;
      // Written out, so that their indexes serve.
      const gone = sql`select request_id, state_since as gone_at from ports
        where ports.state = 'deleted' and state_since > ${since}
        union select request_id, missing_since from ports
        where missing_told = 1 and missing_since > ${since}`;
      const firstTry = firstTryAt(0);
      await sql`insert into deletions (request_id, gone_at, due_at)
        select request_id, max(gone_at), max(gone_at) + ${sql.lit(firstTry)} from (${gone}) as gone
        where not exists (select 1 from deletions where deletions.request_id = gone.request_id)
        group by request_id
        on conflict do nothing`.execute(db);
    },

    async due(most) {
      const rows = await db
        .selectFrom('deletions')
        .innerJoin('ports', 'ports.request_id', 'deletions.request_id')
        .select(['deletions.request_id', 'account_id', 'region', 'interconnect_id', 'gone_at'])
        .where('deletions.due_at', '<=', now)
        .orderBy('deletions.due_at')
        .limit(most)
        .execute();
      return rows.map((row) => ({
        requestId: row.request_id,
        accountId: accountOf(row.account_id),
        region: row.region,
        interconnectId: row.interconnect_id,
        goneAt: row.gone_at,
      }));
    },

    async rest(requestId, dueAt) {
      await db
        .updateTable('deletions')
        .set({ due_at: dueAt })
        .where('request_id', '=', requestId)
        // Another process may have found out meanwhile.
        .where('deleted_by', 'is', null)
        .execute();
    },

    async found(requestId, { by, at }) {
      await db
        .updateTable('deletions')
        .set({ due_at: null, deleted_by: by, deleted_at: at })
        .where('request_id', '=', requestId)
        .execute();
    },
  };
}
