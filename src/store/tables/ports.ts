import { setImmediate } from 'node:timers/promises';
import { type Selectable, sql } from 'kysely';
import type { FollowedPort } from '../../domain/port/followed-port.ts';
import { type History, historyOf } from '../../domain/port/history.ts';
import { AHEAD_MS } from '../../domain/port/listing.ts';
import type { Port } from '../../domain/port/port.ts';
import { followsOnly } from '../../domain/request/follows-only.ts';
import type { Where } from '../../domain/where.ts';
import { LeaseLostError, UnreadableRowError } from '../../interfaces/errors.ts';
import type { Lease, Ports } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { claiming } from './claim-first.ts';
import { distinct } from './distinct.ts';
import { isDue, isFree, WAITING_MOST_MS } from './due.ts';
import { insertingOne, updating } from './given.ts';
import { inParts } from './in-parts.ts';

/** What stands for an account that nobody knew when the port was made. */
const UNKNOWN_ACCOUNT = 'unknown';
/** So many of a Region's ports are read in one statement. */
const FOLLOWED_MOST = 500;
/** Ports that are not gone; written out, so that their index serves. */
const LIVING = sql<boolean>`ports.state <> 'deleted'`;

const holders = (isAnybodys: boolean) =>
  prepared((db, asked: { region: string; accounts: readonly string[]; ids: readonly string[] }, engine) =>
    db
      .selectFrom('ports')
      .where('region', '=', asked.region)
      .where(isAnybodys ? sql<boolean>`1 = 1` : among(engine, 'account_id', asked.accounts))
      .where(among(engine, 'interconnect_id', asked.ids))
      .select((eb) => [
        'interconnect_id',
        'request_id',
        eb
          .selectFrom('requests')
          .select('submission_id')
          .whereRef('requests.id', '=', 'ports.request_id')
          .as('submission_id'),
      ])
      .compile(),
  );
const holdersAnywhere = holders(true);
const holdersIn = holders(false);
const claimDue = claiming('ports', (now) => [isDue(now, WAITING_MOST_MS)]);
const insertPort = insertingOne('ports', 'any');
const updatePorts = updating('ports', { key: 'request_id' });
const readPort = prepared((db, { requestId }: { requestId: string }) =>
  db.selectFrom('ports').selectAll().where('request_id', '=', requestId).compile(),
);

export function ports(context: Context): Ports {
  const { db, now, work } = context;
  const putAll = async (all: readonly Port[], lease?: Lease): Promise<void> => {
    const written = await updatePorts(context, all.map(toRow), lease);
    if (written !== all.length)
      throw new LeaseLostError(all.map(({ interconnectId }) => interconnectId).join());
    for (const { requestId, dueAt } of all) {
      const inMs = dueAt === null ? null : dueAt - now;
      const held = lease ? { held: lease.until !== null } : {};
      work.push({ kind: 'port', key: portKey(requestId), inMs, ...held });
    }
  };
  // Where the account of one of the two is not known, the same ID may be the same port.
  const readHolders = async ({ accountId, region }: Where, ids: readonly string[]) => {
    const asked = { region, ids, accounts: [accountId ?? UNKNOWN_ACCOUNT, UNKNOWN_ACCOUNT] };
    return (await (accountId === null ? holdersAnywhere : holdersIn)(context, asked)).rows;
  };
  return {
    async add(port) {
      if ((await readHolders(port, [port.interconnectId])).length > 0) return false;
      return insertPort(context, { ...toRow(port), lease_token: 0, lease_until: 0 });
    },

    async remove(requestId) {
      const row = await db
        .deleteFrom('ports')
        .where('request_id', '=', requestId)
        .returningAll()
        .executeTakeFirst();
      work.push({ kind: 'port', key: portKey(requestId), inMs: null, held: false });
      return row && fromRow(row);
    },

    put: (port, lease) => putAll([port], lease),
    putAll: (all) => putAll(all),

    async claim(leaseMs) {
      const row = await claimDue(context, leaseMs);
      if (!row) return undefined;
      work.push({ kind: 'port', key: portKey(row.request_id), inMs: null, taken: true, held: true });
      return { port: readable(row), token: row.lease_token };
    },

    async setAside(requestId, forMs) {
      await db
        .updateTable('ports')
        .set({ lease_until: now + forMs })
        .where('request_id', '=', requestId)
        .where(isFree(now))
        .execute();
    },

    async hurry({ accountId, region }, withinMs) {
      const rows = await db
        .updateTable('ports')
        .set({ due_at: now })
        .where('due_at', '>', now)
        .where('due_at', '<=', now + withinMs)
        .where('region', '=', region)
        .where('account_id', '=', accountId ?? UNKNOWN_ACCOUNT)
        .returning('request_id')
        .execute();
      for (const { request_id } of rows) work.push({ kind: 'port', key: portKey(request_id), inMs: 0 });
    },

    async of(requestId) {
      const [row] = (await readPort(context, { requestId })).rows;
      return row && fromRow(row);
    },

    async ofAll(requestIds) {
      const rows = await inParts(requestIds, (some) =>
        db.selectFrom('ports').selectAll().where('request_id', 'in', some).execute(),
      );
      return rows.map(readable);
    },

    async holders(where, interconnectIds) {
      const rows = await readHolders(where, interconnectIds);
      return new Map(
        rows.map(({ interconnect_id, request_id: requestId, submission_id }) => [
          interconnect_id,
          { requestId, followsOnly: followsOnly({ submissionId: submission_id ?? '' }) },
        ]),
      );
    },

    async nameAccount({ accountId, region }, interconnectIds) {
      if (interconnectIds.length === 0 || accountId === null) return;
      const unnamed = await db
        .selectFrom('ports')
        .select('interconnect_id')
        .where('region', '=', region)
        .where('account_id', '=', UNKNOWN_ACCOUNT)
        .execute();
      const listed = new Set(interconnectIds);
      const named = unnamed.map((row) => row.interconnect_id).filter((id) => listed.has(id));
      await inParts(named, (some) =>
        db
          .updateTable('ports')
          .set({ account_id: accountId })
          .where('region', '=', region)
          .where('account_id', '=', UNKNOWN_ACCOUNT)
          .where('interconnect_id', 'in', some)
          .execute(),
      );
    },

    async followedIn({ accountId, region }, at) {
      // Every one of them is read at every listing: so only what a listing is compared with, as it is.
      const all: FollowedPort[] = [];
      for (let after = ''; ; ) {
        const page = await db
          .selectFrom('ports')
          .where('region', '=', region)
          .where('account_id', '=', accountId)
          .where(LIVING)
          .where('request_id', '>', after)
          .where((eb) => eb.or([eb('listed_at', '<=', at), eb('listed_at', '>', now + AHEAD_MS)]))
          .orderBy('request_id')
          .limit(FOLLOWED_MOST)
          .select([
            'request_id as requestId',
            'interconnect_id as interconnectId',
            'missing_since as missingSince',
            'seen',
          ])
          .execute();
        all.push(...page);
        const last = page.at(-1);
        if (!last || page.length < FOLLOWED_MOST) return all;
        after = last.requestId;
        // SQLite answers at once: everybody else in the process has a turn.
        await setImmediate();
      }
    },

    async places() {
      const places: Where[] = [];
      for (const account of await distinct(db, 'account_id', sql`ports where ${LIVING}`)) {
        const living = sql`ports where ${LIVING} and account_id = ${account}`;
        for (const region of await distinct(db, 'region', living))
          places.push({ accountId: accountOf(account), region });
      }
      return places;
    },

    async isFollowed({ accountId, region }) {
      const one = await db
        .selectFrom('ports')
        .innerJoin('requests', 'requests.id', 'ports.request_id')
        .where('ports.region', '=', region)
        .where('ports.account_id', 'in', [accountId ?? UNKNOWN_ACCOUNT, UNKNOWN_ACCOUNT])
        .where(LIVING)
        .where('requests.status', '=', 'ordered')
        .select('ports.request_id')
        .limit(1)
        .executeTakeFirst();
      return one !== undefined;
    },
  };
}

/** An account as it is stored; null where nobody knew it. */
export function accountOf(stored: string): string | null {
  return stored === UNKNOWN_ACCOUNT ? null : stored;
}

/** A port's name among all that can be due. */
function portKey(requestId: string): string {
  return `port of ${requestId}`;
}

/** Says which row it is that can't be read. */
function readable(row: Selectable<Schema['ports']>): Port {
  try {
    return fromRow(row);
  } catch (error) {
    throw new UnreadableRowError(row.request_id, error);
  }
}

function toRow(port: Port) {
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
    history: JSON.stringify(port.history),
    told_until: port.toldUntil,
    due_at: port.dueAt,
  };
}

function fromRow(row: Selectable<Schema['ports']>): Port {
  const port = {
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
    toldUntil: row.told_until,
    dueAt: row.due_at,
  };
  // What an older version didn't keep is what can be told from the rest.
  const kept = row.history === null ? undefined : (JSON.parse(row.history) as Partial<History>);
  return { ...port, history: historyOf(port, kept) };
}
