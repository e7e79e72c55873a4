import type { Selectable } from 'kysely';
import type { AuditRow, HouseRow } from '../../domain/audit.ts';
import type { Schema } from '../schema.ts';
import { auditRowOf, chainHolds } from '../tables/audit.ts';
import { houseRowOf } from '../tables/house.ts';
import type { Row, Table } from './table.ts';

/** What has been seen of the audit's chains. */
export interface Chains {
  count: number;
  /** Whose don't hold: request IDs, and `the house`. */
  broken: string[];
}

const READERS: Record<string, (row: Row) => AuditRow | HouseRow> = {
  audit: (row) => auditRowOf(row as unknown as Selectable<Schema['audit']>),
  house_audit: (row) => houseRowOf(row as unknown as Selectable<Schema['house_audit']>),
};

/** Checks the audit's chains as the rows of all tables come by, each in the order of its key. */
export function createChains(): { add(table: Table, row: Row): void; seen(): Chains } {
  const chains: Chains = { count: 0, broken: [] };
  let whose: string | undefined;
  const rows: Row[] = [];
  let read: ((row: Row) => AuditRow | HouseRow) | undefined;
  const end = () => {
    if (whose === undefined || !read) return;
    chains.count += 1;
    if (!holds(rows.splice(0), read)) chains.broken.push(whose);
    whose = undefined;
  };
  return {
    add({ name }, row) {
      const reader = READERS[name];
      if (!reader) return;
      const of = typeof row.request_id === 'string' ? row.request_id : 'the house';
      if (of !== whose) end();
      whose = of;
      read = reader;
      rows.push(row);
    },
    seen() {
      end();
      return chains;
    },
  };
}

function holds(rows: readonly Row[], read: (row: Row) => AuditRow | HouseRow): boolean {
  try {
    return chainHolds(rows.map(read));
  } catch (error) {
    // Its detail is no JSON any more.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
