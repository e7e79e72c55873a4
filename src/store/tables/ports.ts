import type { Selectable } from 'kysely';
import type { Port } from '../../domain/port/port.ts';
import type { Where } from '../../domain/where.ts';
import type { Ports } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';

/** What stands for an account that nobody knew when the port was made. */
const UNKNOWN_ACCOUNT = 'unknown';

export function ports({ db }: Context): Ports {
  const followed = ({ accountId, region }: Where) =>
    db
      .selectFrom('ports')
      .innerJoin('requests', 'requests.id', 'ports.request_id')
      .where('ports.region', '=', region)
      .where('ports.account_id', 'in', [accountId ?? UNKNOWN_ACCOUNT, UNKNOWN_ACCOUNT])
      .where('requests.status', '=', 'ordered');
  const inRegion = (region: string, accountId: string | null) => {
    const all = db.selectFrom('ports').where('region', '=', region);
    // Where the account of one of the two is not known, the same ID may be the same port.
    return accountId === null ? all : all.where('account_id', 'in', [accountId, UNKNOWN_ACCOUNT]);
  };
  return {
    async add(port) {
      const there = await inRegion(port.region, port.accountId)
        .select('request_id')
        .where('interconnect_id', '=', port.interconnectId)
        .executeTakeFirst();
      if (there) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('ports')
        .values(toRow(port))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async put(port) {
      await db.updateTable('ports').set(toRow(port)).where('request_id', '=', port.requestId).execute();
    },

    async of(requestId) {
      const row = await db
        .selectFrom('ports')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row && fromRow(row);
    },

    async heldIn({ accountId, region }) {
      const rows = await inRegion(region, accountId).select(['interconnect_id', 'request_id']).execute();
      return new Map(rows.map(({ interconnect_id, request_id }) => [interconnect_id, request_id]));
    },

    async nameAccount({ accountId, region }, interconnectIds) {
      if (interconnectIds.length === 0 || accountId === null) return;
      await db
        .updateTable('ports')
        .set({ account_id: accountId })
        .where('region', '=', region)
        .where('account_id', '=', UNKNOWN_ACCOUNT)
        .where('interconnect_id', 'in', interconnectIds)
        .execute();
    },

    async followedIn(where) {
      return (await followed(where).selectAll('ports').execute()).map(fromRow);
    },

    async places() {
      const rows = await db
        .selectFrom('ports')
        .innerJoin('requests', 'requests.id', 'ports.request_id')
        .select(['ports.account_id', 'ports.region'])
        .distinct()
        .where('requests.status', '=', 'ordered')
        .execute();
      return rows.map(({ account_id, region }) => ({ accountId: accountOf(account_id), region }));
    },

    async isFollowed(where) {
      const one = await followed(where).select('ports.request_id').limit(1).executeTakeFirst();
      return one !== undefined;
    },
  };
}

function accountOf(stored: string): string | null {
  return stored === UNKNOWN_ACCOUNT ? null : stored;
}

function toRow(port: Port): Schema['ports'] {
  return {
    request_id: port.requestId,
    account_id: port.accountId ?? UNKNOWN_ACCOUNT,
    region: port.region,
    interconnect_id: port.interconnectId,
    state: port.state,
    state_since: port.stateSince,
    ordered_at: port.orderedAt,
    first_available_at: port.firstAvailableAt,
    seen: JSON.stringify(port.seen),
    listed_at: port.listedAt,
    missing_since: port.missing?.since ?? null,
    missed: port.missing?.listings ?? 0,
    missing_told: port.missing?.told ? 1 : 0,
  };
}

function fromRow(row: Selectable<Schema['ports']>): Port {
  return {
    requestId: row.request_id,
    accountId: accountOf(row.account_id),
    region: row.region,
    interconnectId: row.interconnect_id,
    state: row.state,
    stateSince: row.state_since,
    orderedAt: row.ordered_at,
    firstAvailableAt: row.first_available_at,
    seen: JSON.parse(row.seen) as Port['seen'],
    listedAt: row.listed_at,
    missing:
      row.missing_since === null
        ? null
        : { since: row.missing_since, listings: row.missed, told: row.missing_told === 1 },
  };
}
