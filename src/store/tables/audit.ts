import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditHead, AuditRow, HouseRow } from '../../domain/audit.ts';
import type { Person } from '../../domain/person.ts';
import type { Audit } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { inserting } from './given.ts';

/** What the first row of every chain follows. */
export const GENESIS = '0'.repeat(64);

/** JSON with sorted keys at every depth: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** The hash that chains a row to the one before it. */
export function auditHash(row: Omit<AuditRow, 'hash'> | Omit<HouseRow, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(row)).digest('hex');
}

/** Whether a trail's rows are complete, in order and unaltered; what was cut off its end doesn't show. */
export function chainHolds(rows: readonly (AuditRow | HouseRow)[]): boolean {
  return rows.every(
    ({ hash, ...row }, index) =>
      row.seq === index + 1 &&
      row.previousHash === (rows[index - 1]?.hash ?? GENESIS) &&
      hash === auditHash(row),
  );
}

/**
 * Whether a trail holds and is the one whose heads have left the house, by the log or by a thread: whoever rewrites
 * or shortens it and computes every hash anew is found out by any head of before.
 */
export function headsHold(
  rows: readonly (AuditRow | HouseRow)[],
  heads: readonly Pick<AuditHead, 'seq' | 'hash'>[],
): boolean {
  return chainHolds(rows) && heads.every(({ seq, hash }) => rows[seq - 1]?.hash === hash);
}

/** A name as a database gives it back, whatever Slack's was: else its row would be hashed otherwise than it is read. */
export function storedActor(actor: Person | null): Person | null {
  return actor && { ...actor, name: actor.name.toWellFormed().replaceAll('\0', '\ufffd') };
}

/** Where a row stands that follows `last`, and what it is chained to. */
export function following(last: { seq: number; hash: string } | undefined): {
  seq: number;
  previousHash: string;
} {
  return { seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? GENESIS };
}

const insertAudit = inserting('audit');
const readHeads = prepared((db, { requestIds }: { requestIds: readonly string[] }, engine) => {
  const last = db
    .selectFrom('audit')
    .select((eb) => ['request_id', eb.fn.max('seq').as('seq')])
    .where(among(engine, 'request_id', requestIds))
    .groupBy('request_id');
  return db
    .selectFrom(last.as('last'))
    .innerJoin('audit', (join) =>
      join.onRef('audit.request_id', '=', 'last.request_id').onRef('audit.seq', '=', 'last.seq'),
    )
    .select(['audit.request_id', 'audit.seq', 'audit.hash'])
    .compile();
});

/** The append-only trail; callers hold the request's lock, so that sequences have no holes. */
export function audit(context: Context): Audit {
  const { db, now, added } = context;
  const read = (requestId: string) =>
    db.selectFrom('audit').selectAll().where('request_id', '=', requestId).orderBy('seq');
  const headsOf = async (requestIds: readonly string[]) => {
    const { rows } = await readHeads(context, { requestIds });
    return new Map(rows.map(({ request_id, seq, hash }) => [request_id, { seq, hash }]));
  };
  return {
    head: async (requestId) => (await headsOf([requestId])).get(requestId),

    async add(entries) {
      const ends = new Map<string | null, { seq: number; hash: string }>();
      // Within a transaction nobody else adds to them.
      for (const { head } of added) ends.set(head.requestId, head);
      const unknown = new Set(entries.map(({ requestId }) => requestId).filter((id) => !ends.has(id)));
      if (unknown.size > 0) for (const [id, end] of await headsOf([...unknown])) ends.set(id, end);
      const rows = entries.map(({ correlation: _, ...entry }): AuditRow => {
        const row = {
          ...entry,
          actor: storedActor(entry.actor),
          errorCode: entry.errorCode ?? null,
          awsRequestId: entry.awsRequestId ?? null,
          detail: JSON.parse(canonicalJson(entry.detail)) as Record<string, unknown>,
          at: now,
          ...following(ends.get(entry.requestId)),
        };
        const hash = auditHash(row);
        ends.set(entry.requestId, { seq: row.seq, hash });
        return { ...row, hash };
      });
      await insertAudit(context, rows.map(toRow));
      const heads = rows.map(({ requestId, seq, hash }) => ({ requestId, seq, hash }));
      for (const [index, entry] of entries.entries()) {
        const head = heads[index];
        if (head) added.push({ head, entry });
      }
      return heads.map(({ seq, hash }) => ({ seq, hash }));
    },

    async latest(requestId, most, events) {
      const all = db.selectFrom('audit').selectAll().where('request_id', '=', requestId);
      const asked = events ? all.where('event', 'in', events) : all;
      const rows = await asked.orderBy('seq', 'desc').limit(most).execute();
      return rows.map(auditRowOf).reverse();
    },

    async trail(requestId) {
      const rows = await read(requestId).execute();
      return rows.map(auditRowOf);
    },
  };
}

/** An entry as its row. */
export function toRow(row: AuditRow): Schema['audit'] {
  return {
    request_id: row.requestId,
    seq: row.seq,
    at: row.at,
    actor_id: row.actor?.id ?? null,
    actor_name: row.actor?.name ?? null,
    event: row.event,
    revision: row.revision,
    fingerprint: row.fingerprint,
    error_code: row.errorCode,
    aws_request_id: row.awsRequestId,
    detail: canonicalJson(row.detail),
    previous_hash: row.previousHash,
    hash: row.hash,
  };
}

/** What a row says; throws SyntaxError where its detail is no JSON. */
export function auditRowOf(row: Selectable<Schema['audit']>): AuditRow {
  return {
    requestId: row.request_id,
    seq: row.seq,
    at: row.at,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
    event: row.event,
    revision: row.revision,
    fingerprint: row.fingerprint,
    errorCode: row.error_code,
    awsRequestId: row.aws_request_id,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
