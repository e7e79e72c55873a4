import { createHash } from 'node:crypto';
import type { AuditRow, Tx } from '../actions/ports.ts';
import type { Context } from './context.ts';

/** What the first row of every request's chain follows. */
const GENESIS = '0'.repeat(64);

/** JSON with sorted keys at every depth: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** The hash that chains a row to the one before it. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(row)).digest('hex');
}

/** Whether a request's rows are complete, in order and unaltered. */
export function chainHolds(rows: readonly AuditRow[]): boolean {
  return rows.every(
    ({ hash, ...row }, index) =>
      row.seq === index + 1 &&
      row.previousHash === (rows[index - 1]?.hash ?? GENESIS) &&
      hash === auditHash(row),
  );
}

/** The append-only trail; callers hold the request's lock, so that sequences have no holes. */
export function audit({ db, now }: Context): Pick<Tx, 'audit' | 'auditTrail'> {
  const read = (requestId: string) =>
    db.selectFrom('audit').selectAll().where('request_id', '=', requestId).orderBy('seq');
  return {
    async audit(entry) {
      const last = await db
        .selectFrom('audit')
        .select(['seq', 'hash'])
        .where('request_id', '=', entry.requestId)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const row = {
        ...entry,
        errorCode: entry.errorCode ?? null,
        awsRequestId: entry.awsRequestId ?? null,
        detail: JSON.parse(canonicalJson(entry.detail)) as Record<string, unknown>,
        seq: (last?.seq ?? 0) + 1,
        at: now,
        previousHash: last?.hash ?? GENESIS,
      };
      await db
        .insertInto('audit')
        .values({
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
          hash: auditHash(row),
        })
        .execute();
    },

    async auditTrail(requestId) {
      const rows = await read(requestId).execute();
      return rows.map((row) => ({
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
      }));
    },
  };
}
