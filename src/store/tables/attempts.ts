import { type Selectable, sql } from 'kysely';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Where } from '../../domain/where.ts';
import type { Attempts } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { distinct } from './distinct.ts';
import { insertingOne } from './given.ts';

const insertAttempt = insertingOne('attempts');
const attemptsOf = prepared((db, { requestId }: { requestId: string }) =>
  db.selectFrom('attempts').selectAll().where('request_id', '=', requestId).orderBy('number').compile(),
);
const closeAttempt = prepared((db, closed: Closed) =>
  db
    .updateTable('attempts')
    .set({
      outcome: closed.outcome,
      closed_at: closed.closedAt,
      aws_request_id: closed.awsRequestId,
      error_name: closed.errorName,
      error_message: closed.errorMessage,
    })
    .where('request_id', '=', closed.requestId)
    .where('number', '=', closed.number)
    .where('outcome', 'is', null)
    .compile(),
);

type Closed = Pick<
  Attempt,
  'requestId' | 'number' | 'outcome' | 'closedAt' | 'awsRequestId' | 'errorName' | 'errorMessage'
>;

export function attempts(context: Context): Attempts {
  const { db, now } = context;
  /** Attempts of older versions may not know their account. */
  const sentTo = ({ accountId, region }: Where, since: number) =>
    db
      .selectFrom('attempts')
      .where('region', '=', region)
      .where('committed_at', '>=', since)
      .where((eb) => eb.or([eb('account_id', '=', accountId), eb('account_id', 'is', null)]));
  return {
    async add(attempt) {
      await insertAttempt(context, { ...toRow(attempt) });
    },

    async close(requestId, number, outcome) {
      await closeAttempt(context, {
        requestId,
        number,
        outcome: outcome.kind,
        closedAt: now,
        awsRequestId: outcome.awsRequestId ?? null,
        errorName: outcome.kind === 'created' ? null : outcome.code,
        errorMessage: outcome.kind === 'created' ? null : outcome.message,
      });
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
      const { rows } = await attemptsOf(context, { requestId });
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
