import { type Selectable, sql } from 'kysely';
import type { AuditRow, HouseRow } from '../../domain/audit.ts';
import type { Auditing, Kept, StoredEntry } from '../../interfaces/auditing.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { auditHash, auditRowOf, toRow } from './audit.ts';
import { houseRowOf, toHouseRow } from './house.ts';

/** What auditors read. An index is walked as far as a page goes, and nothing is sorted. */
export function auditing({ db }: Context): Auditing {
  return {
    async entries({ requestId, seq }, most) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where(sql<boolean>`(request_id, seq) > (${requestId}, ${seq})`)
        .orderBy('request_id')
        .orderBy('seq')
        .limit(most)
        .execute();
      return rows.map(toEntry);
    },

    async houseEntries(afterSeq, most) {
      const all = db.selectFrom('house_audit').selectAll();
      const after = afterSeq === undefined ? all : all.where('seq', '>', afterSeq);
      const rows = await after.orderBy('seq').limit(most).execute();
      return rows.map(toHouseEntry);
    },

    async heads(after, most) {
      const ends = db
        .selectFrom('audit')
        .select((eb) => ['request_id', eb.fn.min('seq').as('first'), eb.fn.max('seq').as('last')])
        .where('request_id', '>', after)
        .groupBy('request_id')
        .orderBy('request_id')
        .limit(most);
      const rows = await db
        .selectFrom(ends.as('ends'))
        .innerJoin('audit as begun', (join) =>
          join.onRef('begun.request_id', '=', 'ends.request_id').onRef('begun.seq', '=', 'ends.first'),
        )
        .innerJoin('audit as head', (join) =>
          join.onRef('head.request_id', '=', 'ends.request_id').onRef('head.seq', '=', 'ends.last'),
        )
        .select(['head.request_id as requestId', 'head.seq', 'head.hash', 'begun.at as begunAt'])
        .orderBy('ends.request_id')
        .execute();
      return rows;
    },

    houseHead: () =>
      db.selectFrom('house_audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst(),

    async at(places) {
      const house = places.filter(({ requestId }) => requestId === null);
      const others = places.filter(({ requestId }) => requestId !== null);
      const found = await Promise.all([
        house.length === 0
          ? []
          : db
              .selectFrom('house_audit')
              .select([sql<null>`null`.as('requestId'), 'seq', 'hash'])
              .where(
                'seq',
                'in',
                house.map(({ seq }) => seq),
              )
              .execute(),
        others.length === 0
          ? []
          : db
              .selectFrom('audit')
              .select(['request_id as requestId', 'seq', 'hash'])
              .where((eb) =>
                eb.or(
                  others.map(({ requestId, seq }) =>
                    eb.and([eb('request_id', '=', requestId ?? ''), eb('seq', '=', seq)]),
                  ),
                ),
              )
              .execute(),
      ]);
      return found.flat();
    },

    async kept(requestIds) {
      if (requestIds.length === 0) return [];
      const requests = await db
        .selectFrom('requests')
        .select(['id', 'status', 'revision', 'account_id as accountId', 'region'])
        .where('id', 'in', requestIds)
        .execute();
      const votes = await db
        .selectFrom('votes')
        .select(['request_id', 'revision', 'attempt', 'voter_id'])
        .where('request_id', 'in', requestIds)
        .execute();
      const attempts = await db
        .selectFrom('attempts')
        .select(['request_id', 'number', 'outcome', 'aws_request_id'])
        .where('request_id', 'in', requestIds)
        .execute();
      const ports = await db
        .selectFrom('ports')
        .select(['request_id', 'interconnect_id'])
        .where('request_id', 'in', requestIds)
        .execute();
      const lines = await db
        .selectFrom('lines')
        .select(['request_id', 'line'])
        .where('request_id', 'in', requestIds)
        .where('line', 'like', '%"audit"%')
        .execute();
      return requests.map((request) => {
        const own = <R extends { request_id: string }>(rows: R[]) =>
          rows.filter(({ request_id }) => request_id === request.id);
        return {
          ...request,
          votes: own(votes).map(({ voter_id: voterId, revision, attempt }) => ({
            voterId,
            revision,
            attempt,
          })),
          attempts: own(attempts).map(({ number, outcome, aws_request_id: awsRequestId }) => ({
            number,
            outcome,
            awsRequestId,
          })),
          interconnectId: own(ports)[0]?.interconnect_id ?? null,
          told: own(lines).flatMap(({ line }) => headIn(line)),
        };
      });
    },

    async requests(after, most) {
      const rows = await db
        .selectFrom('requests')
        .select((eb) => [
          'id',
          eb
            .selectFrom('audit')
            .select('seq')
            .whereRef('audit.request_id', '=', 'requests.id')
            .limit(1)
            .as('any'),
        ])
        .where('id', '>', after)
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id, any }) => ({ id, hasTrail: any !== null }));
    },
  };
}

/** The head that a line tells, if it tells one. */
function headIn(line: string): Kept['told'] {
  try {
    const { facts } = JSON.parse(line) as { facts?: { audit?: { seq: number; hash: string } } };
    return facts?.audit ? [facts.audit] : [];
  } catch {
    return [];
  }
}

function toEntry(row: Selectable<Schema['audit']>): StoredEntry {
  const read = whole(row, auditRowOf, toRow);
  if (read) return { ...read, rightHash: rightHashOf(read) };
  return { ...auditRowOf(legible(row)), rightHash: null };
}

function toHouseEntry(row: Selectable<Schema['house_audit']>): StoredEntry {
  const none = { requestId: null, revision: null, fingerprint: null, errorCode: null, awsRequestId: null };
  const read = whole(row, houseRowOf, toHouseRow);
  if (read) return { ...none, ...read, rightHash: rightHashOf(read) };
  return { ...none, ...houseRowOf(legible(row)), rightHash: null };
}

function rightHashOf({ hash: _, ...row }: AuditRow | HouseRow): string {
  return auditHash(row);
}

/** A row as far as it can be read. */
function legible<R extends { detail: string }>(row: R): R {
  try {
    JSON.parse(row.detail);
    return row;
  } catch {
    return { ...row, detail: '{}' };
  }
}

/** What a row says, if it is written as a bot writes it to the last sign; else undefined. */
function whole<R extends object, E>(row: R, read: (row: R) => E, write: (entry: E) => R): E | undefined {
  try {
    const entry = read(row);
    const written = write(entry);
    return (Object.keys(written) as (keyof R)[]).every((key) => written[key] === row[key])
      ? entry
      : undefined;
  } catch {
    // Its detail is no JSON.
    return undefined;
  }
}
