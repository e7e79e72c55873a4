import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** The version of the schema that is there; undefined where no bot has kept anything. */
export async function schemaVersion(db: Kysely<Schema>, engine: Engine): Promise<number | undefined> {
  const { rows } =
    engine === 'sqlite'
      ? await sql`select name from sqlite_master where name = 'schema_versions'`.execute(db)
      : await sql`select 1 where to_regclass('schema_versions') is not null`.execute(db);
  if (rows.length === 0) return undefined;
  const row = await db
    .selectFrom('schema_versions')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}
