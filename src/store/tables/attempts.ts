import { type Selectable, sql } from 'kysely';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Where } from '../../domain/where.ts';
import type { Attempts } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { distinct } from './distinct.ts';

export function attempts({ db, now }: Context): Attempts {
  /** Attempts of older versions may not know their account. */
  const sentTo = ({ accountId, region }: Where, since: number) =>
    db
      .selectFrom('attempts')
      .where('region', '=', region)
      .where('committed_at', '>=', since)
      .where((eb) => eb.or([eb('account_id', '=', accountId), eb('account_id', 'is', null)]));
  return {
    async add(attempt) {
      await db.insertInto('attempts').values(toRow(attempt)).execute();
    },

    async close(requestId, number, outcome) {
      await db
        .updateTable('attempts')
        .set({
          outcome: outcome.kind,
          closed_at: now,
          aws_request_id: outcome.awsRequestId ?? null,
          error_name: outcome.kind === 'created' ? null : outcome.code,
          error_message: outcome.kind === 'created' ? null : outcome.message,
        })
        .where('request_id', '=', requestId)
        .where('number', '=', number)
        .where('outcome', 'is', null)
        .execute();
    },

    async countOpen() {
      const { count } = await db
        .selectFrom('attempts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('outcome', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async unclearIn(where, since) {
      const rows = await sentTo(where, since)
        .select('request_id')
        .distinct()
        // Written out, so that the index of such outcomes serves.
        .where(sql<boolean>`outcome in ('unknown', 'throttled')`)
        .execute();
      return rows.map(({ request_id }) => request_id);
    },

    async placesSince(since) {
      const places: Where[] = [];
      for (const region of await distinct(db, 'region', sql`attempts where true`)) {
        const accounts = await distinct(db, 'account_id', sql`attempts where region = ${region}`);
        for (const accountId of [...accounts, null]) {
          const one = await db
            .selectFrom('attempts')
            .select('number')
            .where('region', '=', region)
            .where('account_id', accountId === null ? 'is' : '=', accountId)
            .where('committed_at', '>=', since)
            .limit(1)
            .executeTakeFirst();
          if (one) places.push({ accountId, region });
        }
      }
      return places;
    },

    async anySince(where, since) {
      return (await sentTo(where, since).select('number').limit(1).executeTakeFirst()) !== undefined;
    },

    async of(requestId) {
      const rows = await db
        .selectFrom('attempts')
        .selectAll()
        .where('request_id', '=', requestId)
        .orderBy('number')
        .execute();
      return rows.map(fromRow);
    },
  };
}

function toRow(attempt: Attempt): Schema['attempts'] {
  return {
    request_id: attempt.requestId,
    number: attempt.number,
    account_id: attempt.accountId,
    region: attempt.region,
    endpoint: attempt.endpoint,
    lease_token: attempt.token,
    committed_at: attempt.committedAt,
    deadline_at: attempt.deadlineAt,
    same_name_ids: JSON.stringify(attempt.sameNameIds),
    sent: attempt.sent && JSON.stringify(attempt.sent),
    listed_ids: attempt.listedIds && JSON.stringify(attempt.listedIds),
    lag_links: attempt.lagLinks,
    outcome: attempt.outcome,
    closed_at: attempt.closedAt,
    aws_request_id: attempt.awsRequestId,
    error_name: attempt.errorName,
    error_message: attempt.errorMessage,
  };
}

function fromRow(row: Selectable<Schema['attempts']>): Attempt {
  return {
    requestId: row.request_id,
    number: row.number,
    accountId: row.account_id,
    region: row.region,
    endpoint: row.endpoint,
    token: row.lease_token,
    committedAt: row.committed_at,
    deadlineAt: row.deadline_at,
    sameNameIds: JSON.parse(row.same_name_ids) as string[],
    sent: row.sent === null ? null : (JSON.parse(row.sent) as Attempt['sent']),
    listedIds: row.listed_ids === null ? null : (JSON.parse(row.listed_ids) as string[]),
    lagLinks: row.lag_links,
    outcome: row.outcome as Attempt['outcome'],
    closedAt: row.closed_at,
    awsRequestId: row.aws_request_id,
    errorName: row.error_name,
    errorMessage: row.error_message,
  };
}
