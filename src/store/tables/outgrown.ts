import { type RawBuilder, sql } from 'kysely';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Context } from '../context.ts';

/** No newer version has changed the schema: work may be taken. Clicks are answered in any case. */
export function isCurrent({ version }: Pick<Context, 'version'>): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from schema_versions where version > ${version})`;
}

/** Whether a newer version has changed the schema. */
export function isOutgrown(context: Context): Snapshot['isOutgrown'] {
  return async () => {
    const { rows } = await sql<{ version: number }>`
      select version from schema_versions where version > ${context.version} limit 1`.execute(context.db);
    return rows.length > 0;
  };
}
