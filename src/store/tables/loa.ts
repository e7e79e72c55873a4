import type { Selectable } from 'kysely';
import { type LoaWish, loaDueAt } from '../../domain/port/loa.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Loa } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { claiming } from './claim-first.ts';
import { isDue, WAITING_MOST_MS } from './due.ts';
import { inserting } from './given.ts';
import { inParts } from './in-parts.ts';

const claimDue = claiming('loa_wishes', (now) => [isDue(now, WAITING_MOST_MS)]);
const insertWishes = inserting('loa_wishes');

/** Wishes for LOA-CFAs. Whoever adds or writes one holds its request's lock; claiming takes but the row itself. */
export function loa(context: Context): Loa {
  const { db, now, work } = context;
  const note = (requestId: string, dueAt: number | null, held?: boolean) => {
    const inMs = dueAt === null ? null : dueAt - now;
    work.push({ kind: 'loa', key: loaKey(requestId), inMs, ...(held === undefined ? {} : { held }) });
  };
  return {
    async of(requestId) {
      const rows = await db
        .selectFrom('loa_wishes')
        .selectAll()
        .where('request_id', '=', requestId)
        .orderBy('number')
        .execute();
      return rows.map(fromRow);
    },

    async ofAll(requestIds) {
      const rows = await inParts(requestIds, (some) =>
        db.selectFrom('loa_wishes').selectAll().where('request_id', 'in', some).execute(),
      );
      return rows.map(fromRow);
    },

    async add(wishes) {
      const there = await inParts(
        wishes.map(({ requestId }) => requestId),
        (some) =>
          db
            .selectFrom('loa_wishes')
            .select(['request_id', 'number', 'state', 'by_id'])
            .where('request_id', 'in', some)
            .execute(),
      );
      const byRequest = Map.groupBy(there, (row) => row.request_id);
      const added = wishes.flatMap((wish): LoaWish[] => {
        const others = byRequest.get(wish.requestId) ?? [];
        const isOwn = wish.by === null && others.some((other) => other.by_id === null);
        if (isOwn || others.some(({ state }) => state === 'open')) return [];
        return [{ ...wish, number: 1 + Math.max(0, ...others.map(({ number }) => number)) }];
      });
      await insertWishes(
        context,
        added.map((wish) => toRow(wish, now)),
      );
      for (const wish of added) note(wish.requestId, loaDueAt(wish, now));
      return added;
    },

    async claim(leaseMs) {
      const row = await claimDue(context, leaseMs);
      if (!row) return undefined;
      work.push({ kind: 'loa', key: loaKey(row.request_id), inMs: null, taken: true, held: true });
      return { wish: fromRow(row), token: row.lease_token };
    },

    async put(wish, lease) {
      const { request_id: requestId, number, ...row } = toRow(wish, now);
      const until = wish.state === 'open' ? lease?.until : null;
      const { numUpdatedRows } = await db
        .updateTable('loa_wishes')
        .set({ ...row, ...(until === undefined ? {} : { lease_until: until ?? 0 }) })
        .where('request_id', '=', requestId)
        .where('number', '=', number)
        .$if(lease !== undefined, (query) => query.where('lease_token', '=', lease?.token ?? 0))
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new LeaseLostError(loaKey(requestId));
      note(requestId, row.due_at, until === undefined ? undefined : until !== null);
    },
  };
}

/** A wish's name among all that can be due; no request has two that are. */
function loaKey(requestId: string): string {
  return `LOA of ${requestId}`;
}

function toRow(wish: LoaWish, now: number) {
  const { failures, letter } = wish;
  return {
    request_id: wish.requestId,
    number: wish.number,
    by_id: wish.by?.id ?? null,
    by_name: wish.by?.name ?? null,
    bound_to: wish.boundTo,
    wished_at: wish.wishedAt,
    state: wish.state,
    ask_at: wish.askAt,
    asked_at: wish.askedAt,
    awaited: wish.awaits ? 1 : 0,
    asked: wish.asked,
    refused: failures.refused,
    lost: failures.lost,
    not_asked: failures.not_asked,
    failing_since: wish.failingSince,
    issued_at: letter?.issuedAt ?? null,
    sha256: letter?.sha256 ?? null,
    bytes: letter?.bytes ?? null,
    file_id: letter?.fileId ?? null,
    ended_at: wish.endedAt,
    due_at: loaDueAt(wish, now),
  };
}

function fromRow(row: Selectable<Schema['loa_wishes']>): LoaWish {
  const { issued_at: issuedAt, sha256, bytes, file_id: fileId, refused, lost, not_asked } = row;
  const isWhole = issuedAt !== null && sha256 !== null && bytes !== null && fileId !== null;
  return {
    requestId: row.request_id,
    number: row.number,
    by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? row.by_id },
    boundTo: row.bound_to,
    wishedAt: row.wished_at,
    state: row.state as LoaWish['state'],
    askAt: row.ask_at,
    askedAt: row.asked_at,
    awaits: row.awaited === 1,
    asked: row.asked,
    failures: { refused, lost, not_asked },
    failingSince: row.failing_since,
    letter: isWhole ? { issuedAt, sha256, bytes, fileId } : null,
    endedAt: row.ended_at,
  };
}
