import { type Selectable, sql } from 'kysely';
import { isDone, type Maintenance } from '../../domain/port/maintenance.ts';
import type { Maintenances } from '../../interfaces/maintenance.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { inParts } from './in-parts.ts';

/** What AWS Health says of ports, and what of it was told. */
export function maintenance({ db }: Context): Maintenances {
  return {
    async of(requestIds) {
      const rows = await inParts(requestIds, (some) =>
        db
          .selectFrom('maintenance')
          .selectAll()
          .where('request_id', 'in', some)
          .orderBy('request_id')
          .orderBy('event_arn')
          .execute(),
      );
      return rows.map(fromRow);
    },

    async open() {
      return (
        db
          .selectFrom('maintenance')
          .select(['request_id as requestId', 'event_arn as eventArn'])
          // Written out, so that its index serves.
          .where(sql<boolean>`done = 0`)
          .orderBy('request_id')
          .execute()
      );
    },

    async put(event) {
      const { request_id, event_arn, ...row } = toRow(event);
      await db
        .insertInto('maintenance')
        .values({ request_id, event_arn, ...row })
        .onConflict((conflict) => conflict.columns(['request_id', 'event_arn']).doUpdateSet(row))
        .execute();
    },
  };
}

function toRow(event: Maintenance) {
  const { told } = event;
  return {
    request_id: event.requestId,
    event_arn: event.eventArn,
    interconnect_id: event.interconnectId,
    code: event.code,
    planned: event.planned ? 1 : 0,
    starts_at: event.startsAt,
    ends_at: event.endsAt,
    status: event.status,
    words: event.words,
    told_step: told?.step ?? null,
    told_starts_at: told?.startsAt ?? null,
    told_ends_at: told?.endsAt ?? null,
    told_at: told?.at ?? null,
    done: isDone(event) ? 1 : 0,
  };
}

function fromRow(row: Selectable<Schema['maintenance']>): Maintenance {
  return {
    requestId: row.request_id,
    eventArn: row.event_arn,
    interconnectId: row.interconnect_id,
    code: row.code,
    planned: row.planned === 1,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    status: row.status,
    words: row.words,
    told:
      row.told_step === null
        ? null
        : {
            step: row.told_step as NonNullable<Maintenance['told']>['step'],
            startsAt: row.told_starts_at ?? row.starts_at,
            endsAt: row.told_ends_at,
            at: row.told_at ?? 0,
          },
  };
}
