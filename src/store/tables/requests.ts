import { type Selectable, sql } from 'kysely';
import type { Request, Status } from '../../domain/request/request.ts';
import { type RequestWork, STATUS, statusesWhere } from '../../domain/request/status.ts';
import { LeaseLostError, RowsHeldError, UnreadableRowError } from '../../interfaces/errors.ts';
import type { Requests } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { isHeld } from '../database-errors.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { claiming } from './claim-first.ts';
import { isDue, isFree, mayTake, WAITING_MOST_MS } from './due.ts';
import { insertingOne, updating } from './given.ts';
import { inParts } from './in-parts.ts';
import { OPEN } from './open.ts';
import { openNamed } from './open-named.ts';
import { countOpenOf } from './open-of.ts';

const NOT_ENDED = statusesWhere(({ ended }) => !ended);

const claimFor = (worker: RequestWork, only?: 'rehearsals') =>
  claiming('requests', (now) => [
    sql<boolean>`status in (${sql.join(statusesWhere(({ work }) => work === worker))})`,
    isDue(now, worker === 'tend' ? WAITING_MOST_MS : undefined),
    mayTake(only),
  ]);
const claimsOf = (worker: RequestWork) => ({
  all: claimFor(worker),
  rehearsals: claimFor(worker, 'rehearsals'),
});
const CLAIMS = {
  place: claimsOf('place'),
  reconcile: claimsOf('reconcile'),
  tend: claimsOf('tend'),
} satisfies Record<RequestWork, unknown>;
const insertRequest = insertingOne('requests', 'submission_id');
const updateRequests = updating('requests', {
  key: 'id',
  guard: sql<boolean>`requests.version = given.version - 1`,
});
const lockOne = prepared((db, { id }: { id: string }, engine) => {
  const query = db.selectFrom('requests').selectAll().where('id', '=', id);
  return (engine === 'postgres' ? query.forUpdate() : query).compile();
});
const readOne = prepared((db, { id }: { id: string }) =>
  db.selectFrom('requests').selectAll().where('id', '=', id).compile(),
);
const readSubmission = prepared((db, { submissionId }: { submissionId: string }) =>
  db.selectFrom('requests').selectAll().where('submission_id', '=', submissionId).compile(),
);
const giveBack = prepared((db, { id, token }: { id: string; token: number }) =>
  db
    .updateTable('requests')
    .set({ lease_until: 0 })
    .where('id', '=', id)
    .where('lease_token', '=', token)
    .returning(['status', 'due_at'])
    .compile(),
);

export function requests(context: Context): Requests {
  const { db, engine, now, work } = context;
  const noteWork = (key: string, status: Status, dueAt: number | null, held?: false) => {
    const { work: kind } = STATUS[status];
    const inMs = kind === null || dueAt === null ? null : dueAt - now;
    work.push({ kind: kind ?? 'tend', key, inMs, ...(held === undefined ? {} : { held }) });
  };
  const putAll: Requests['putAll'] = async (all, lease) => {
    const next = all.map((request) => ({ ...request, version: request.version + 1 }));
    const rows = next.map((request) => ({ id: request.id, ...toColumns(request) }));
    const written = await updateRequests(context, rows, lease);
    if (written !== all.length) throw new LeaseLostError(all.map(({ id }) => id).join());
    for (const { id, state, dueAt } of next)
      noteWork(id, state.status, dueAt, lease?.until === null ? false : undefined);
    return next;
  };
  return {
    putAll,

    async put(request, lease) {
      const [next] = await putAll([request], lease);
      return next ?? request;
    },

    async lockAll(ids) {
      let query = db.selectFrom('requests').selectAll().where('id', 'in', ids).orderBy('id');
      // Whoever has some of several doesn't wait for the others: people wait for each of them.
      if (engine === 'postgres') query = ids.length > 1 ? query.forUpdate().noWait() : query.forUpdate();
      try {
        return (await query.execute()).map(readable);
      } catch (error) {
        throw ids.length > 1 && isHeld(error) ? new RowsHeldError(error) : error;
      }
    },

    async statuses(ids) {
      const rows = await inParts(ids, (some) =>
        db.selectFrom('requests').select(['id', 'status']).where('id', 'in', some).execute(),
      );
      return new Map(rows.map(({ id, status }) => [id, status as Status]));
    },

    async lock(id) {
      const [row] = (await lockOne(context, { id })).rows;
      return row && fromRow(row);
    },

    async read(id) {
      const [row] = (await readOne(context, { id })).rows;
      return row && fromRow(row);
    },

    async readAll(ids) {
      const rows = await inParts(ids, (some) =>
        db.selectFrom('requests').selectAll().where('id', 'in', some).execute(),
      );
      return rows.map(readable);
    },

    async bySubmission(submissionId) {
      const [row] = (await readSubmission(context, { submissionId })).rows;
      return row && fromRow(row);
    },

    async renew(id, token, leaseMs) {
      const { numUpdatedRows } = await db
        .updateTable('requests')
        // Only ever longer: an attempt's own lease reaches beyond its deadline.
        .set((eb) => ({
          lease_until: eb
            .case()
            .when('lease_until', '<', now + leaseMs)
            .then(now + leaseMs)
            .else(eb.ref('lease_until'))
            .end(),
        }))
        .where('id', '=', id)
        .where('lease_token', '=', token)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new LeaseLostError(id);
    },

    async release(id, token) {
      const [row] = (await giveBack(context, { id, token })).rows;
      if (row) noteWork(id, row.status as Status, row.due_at, false);
    },

    async setAside(id, forMs) {
      await db
        .updateTable('requests')
        .set({ lease_until: now + forMs })
        .where('id', '=', id)
        .where(isFree(now))
        .execute();
    },

    async add(request) {
      const row = { id: request.id, ...toColumns(request), lease_token: 0, lease_until: 0 };
      if (!(await insertRequest(context, row))) return false;
      noteWork(request.id, request.state.status, request.dueAt);
      return true;
    },

    async claim(worker, leaseMs, only) {
      const row = await CLAIMS[worker][only ?? 'all'](context, leaseMs);
      if (!row) return undefined;
      work.push({ kind: worker, key: row.id, inMs: null, taken: true, held: true });
      return { request: readable(row), token: row.lease_token };
    },

    async wakeApproved() {
      await db
        .updateTable('requests')
        .set({ due_at: now })
        .where('status', '=', 'approved')
        .where('due_at', '>', now)
        .execute();
      work.push({ kind: 'place', key: 'any request', inMs: 0 });
    },

    async countOpen() {
      const { count } = await db
        .selectFrom('requests')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('status', 'in', NOT_ENDED)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async allOpen() {
      const rows = await db
        .selectFrom('requests')
        .selectAll()
        .where('status', 'in', OPEN)
        .orderBy('id')
        .execute();
      return rows.map(readable);
    },

    openNamed: (interconnectName) => openNamed(context, interconnectName),

    async countOpenOf(userId) {
      // SQLite lets nobody else write in any case.
      if (engine === 'postgres') {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`requests of ${userId}`}, 0))`.execute(db);
      }
      return countOpenOf(context, userId);
    },
  };
}

function toColumns(request: Request) {
  return {
    submission_id: request.submissionId,
    revision: request.revision,
    version: request.version,
    status: request.state.status,
    state: JSON.stringify(request.state),
    requester_id: request.requester.id,
    requester_name: request.requester.name,
    beneficiary_id: request.beneficiary?.id ?? null,
    beneficiary_name: request.beneficiary?.name ?? null,
    reason: request.reason,
    order: JSON.stringify(request.order),
    location_name: request.locationName,
    warnings: JSON.stringify(request.warnings),
    account_id: request.accountId,
    account_label: request.accountLabel ?? null,
    region: request.order.region,
    fingerprint: request.fingerprint,
    rule: JSON.stringify(request.rule),
    dry_run: request.dryRun ? 1 : 0,
    created_at: request.createdAt,
    asked_at: request.askedAt,
    reminded: request.reminded,
    nudged_at: request.nudgedAt,
    escalated_at: request.escalatedAt,
    expires_at: request.expiresAt,
    due_at: request.dueAt,
    trace: request.trace?.parent ?? null,
    traced_at: request.trace?.at ?? null,
  };
}

/** The request that a row holds; throws UnreadableRowError, which says which row it is. */
export function readable(row: Selectable<Schema['requests']>): Request {
  try {
    return fromRow(row);
  } catch (error) {
    throw new UnreadableRowError(row.id, error);
  }
}

function fromRow(row: Selectable<Schema['requests']>): Request {
  return {
    id: row.id,
    submissionId: row.submission_id,
    revision: row.revision,
    version: row.version,
    requester: { id: row.requester_id, name: row.requester_name },
    beneficiary:
      row.beneficiary_id === null
        ? null
        : { id: row.beneficiary_id, name: row.beneficiary_name ?? row.beneficiary_id },
    reason: row.reason,
    order: JSON.parse(row.order) as Request['order'],
    locationName: row.location_name,
    warnings: JSON.parse(row.warnings) as string[],
    accountId: row.account_id,
    ...(row.account_label === null ? {} : { accountLabel: row.account_label }),
    fingerprint: row.fingerprint,
    rule: JSON.parse(row.rule) as Request['rule'],
    dryRun: row.dry_run === 1,
    createdAt: row.created_at,
    askedAt: row.asked_at ?? row.created_at,
    reminded: row.reminded,
    nudgedAt: row.nudged_at,
    escalatedAt: row.escalated_at,
    expiresAt: row.expires_at,
    dueAt: row.due_at,
    trace: row.trace === null ? null : { parent: row.trace, at: row.traced_at ?? row.created_at },
    state: filled(JSON.parse(row.state) as Request['state']),
  };
}

/** What states that an older version wrote lack. */
function filled(state: Request['state']): Request['state'] {
  switch (state.status) {
    case 'approved':
    case 'placing':
      return { ...APPROVAL, ...state };
    case 'needs_decision':
      return { ...FINDING, ...state };
    default:
      return state;
  }
}

const APPROVAL = { votesFor: 0, told: [], accepted: [] };
const FINDING = { tagged: [], lagLinks: null };
