import type { Selectable } from 'kysely';
import type { Tx } from '../actions/ports.ts';
import type { Port } from '../domain/port.ts';
import type { Context } from './context.ts';
import type { Schema } from './schema.ts';

export function ports({ db }: Context): Pick<Tx, 'addPort' | 'putPort' | 'port' | 'portsIn'> {
  return {
    async addPort(port) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('ports')
        .values(toRow(port))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async putPort(port) {
      await db.updateTable('ports').set(toRow(port)).where('request_id', '=', port.requestId).execute();
    },

    async port(requestId) {
      const row = await db
        .selectFrom('ports')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async portsIn(region) {
      const rows = await db
        .selectFrom('ports')
        .innerJoin('requests', 'requests.id', 'ports.request_id')
        .selectAll('ports')
        .where('ports.region', '=', region)
        .where('requests.status', '=', 'ordered')
        .execute();
      return rows.map(fromRow);
    },
  };
}

function toRow(port: Port): Schema['ports'] {
  return {
    request_id: port.requestId,
    account_id: port.accountId,
    region: port.region,
    interconnect_id: port.interconnectId,
    state: port.state,
    state_since: port.stateSince,
    ordered_at: port.orderedAt,
    first_available_at: port.firstAvailableAt,
    seen: JSON.stringify(port.seen),
  };
}

function fromRow(row: Selectable<Schema['ports']>): Port {
  return {
    requestId: row.request_id,
    accountId: row.account_id,
    region: row.region,
    interconnectId: row.interconnect_id,
    state: row.state,
    stateSince: row.state_since,
    orderedAt: row.ordered_at,
    firstAvailableAt: row.first_available_at,
    seen: JSON.parse(row.seen) as Port['seen'],
  };
}
