import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Status } from '../../domain/request/request.ts';
import type { Listed, ListQuery, Lists } from '../../interfaces/lists.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { IS_OPEN } from './open.ts';
import { readable } from './requests.ts';

/** What people have to decide. */
const UNDECIDED: readonly Status[] = ['awaiting_approval', 'needs_decision'];

interface Row extends Selectable<Schema['requests']> {
  list: Listed['list'];
  approvals: number;
  own: string | null;
  port_id: string | null;
  port_state: string | null;
  port_since: number | null;
  port_missing: number | null;
  port_ordered: number | null;
  card_channel: string | null;
  card_ts: string | null;
}

/** Requests and ports in pages: all that several lists show in one statement, each by an index of its own. */
export function lists({ db }: Context): Lists {
  return {
    async read(queries, userId) {
      const picked = queries.map(
        (query) =>
          sql`select ${sql.lit(query.list)} as list, id from (${idsOf(query)}) as ${sql.ref(`${query.list}_page`)}`,
      );
      const { rows } = await sql<Row>`
        select picked.list, requests.*,
          (select count(*) from votes where request_id = requests.id and revision = requests.revision
            and attempt = 0 and decision = 'approve') as approvals,
          (select decision from votes where request_id = requests.id and revision = requests.revision
            and attempt = 0 and voter_id = ${userId}) as own,
          ports.interconnect_id as port_id, ports.state as port_state, ports.state_since as port_since,
          ports.missing_since as port_missing, ports.ordered_at as port_ordered,
          surfaces.channel as card_channel, surfaces.ts as card_ts
        from (${sql.join(picked, sql` union all `)}) as picked
          join requests on requests.id = picked.id
          left join ports on ports.request_id = picked.id
          left join surfaces on surfaces.request_id = picked.id and surfaces.destination = 'channel'`.execute(
        db,
      );
      return rows.map(fromRow).sort(inOrder);
    },

    async holding(interconnectId) {
      const rows = await db
        .selectFrom('ports')
        .select('request_id')
        .where('interconnect_id', '=', interconnectId)
        .orderBy('request_id')
        .limit(10)
        .execute();
      return rows.map(({ request_id }) => request_id);
    },
  };
}

/** A page's IDs, walked in the order of an index as far as the page goes. */
function idsOf({ list, offset, limit, ...query }: ListQuery): RawBuilder<unknown> {
  const page = sql`limit ${limit} offset ${offset}`;
  switch (list) {
    case 'mine': {
      const { userId } = query as { userId: string };
      const by = (column: string) => sql`select id, created_at from (select id, created_at from requests
        where ${sql.ref(column)} = ${userId} order by created_at desc, id desc limit ${limit + offset}) as ${sql.ref(column)}`;
      return sql`select id from (${by('requester_id')} union ${by('beneficiary_id')}) as own
        order by created_at desc, id desc ${page}`;
    }
    case 'undecided':
      return sql`select id from requests where ${IS_OPEN} and status in (${sql.join(UNDECIDED)})
        order by created_at, id ${page}`;
    case 'open':
      return sql`select id from requests where ${IS_OPEN} order by created_at desc, id desc ${page}`;
    case 'ports':
      return sql`select request_id as id from ports where state <> 'deleted'
        order by ordered_at desc, request_id desc ${page}`;
  }
}

function fromRow(row: Row): Listed {
  return {
    list: row.list,
    request: readable(row),
    approvals: Number(row.approvals),
    own: row.own,
    port:
      row.port_id === null
        ? undefined
        : {
            interconnectId: row.port_id,
            state: row.port_state ?? '',
            since: row.port_since ?? 0,
            orderedAt: row.port_ordered ?? 0,
            missingSince: row.port_missing,
          },
    card: row.card_channel && row.card_ts ? { channel: row.card_channel, ts: row.card_ts } : undefined,
  };
}

/** A union has no order of its own: what waits for people the oldest first, all else the newest. */
function inOrder(one: Listed, other: Listed): number {
  const [a, b] = [placeOf(one), placeOf(other)];
  const difference = a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return one.list === 'undecided' ? difference : -difference;
}

function placeOf({ list, request, port }: Listed): { at: number; id: string } {
  return { at: list === 'ports' ? (port?.orderedAt ?? 0) : request.createdAt, id: request.id };
}
