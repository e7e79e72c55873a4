import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * Every value of a column with few values in very many rows, one by one: each is a step in an index. `rows` is a table
 * and its condition; a null is no value.
 */
export async function distinct(
  db: Kysely<Schema>,
  column: string,
  rows: RawBuilder<unknown>,
): Promise<string[]> {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const next = sql<{ value: string | null }>`select min(${sql.ref(column)}) as value from ${rows}
      and ${sql.ref(column)} > ${after}`;
    const value = (await next.execute(db)).rows[0]?.value ?? null;
    if (value === null) return found;
    found.push(value);
    after = value;
  }
}
