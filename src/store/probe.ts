import { Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { MOVED, movedError } from './moving/mark.ts';
import { postgresDialect, READING } from './postgres.ts';
import type { DatabaseTls } from './postgres-tls.ts';
import { rightsOn } from './rights.ts';
import type { Schema } from './schema.ts';
import { schemaVersion } from './schema-version.ts';
import { openSqliteReadOnly, openSqliteToTry } from './sqlite.ts';
import { whileBusy } from './trying.ts';

/** The version of the schema that this bot reads and writes. */
export const OUR_SCHEMA = SCHEMA_VERSION;

/** A store as somebody who sets the bot up looks at it: nothing is made, brought up to date or changed. */
export interface StoreProbe {
  engine: Engine;
  /** The database's own version: `3.50.4`, `18.0`. */
  serverVersion(): Promise<string>;
  /** Undefined where no bot has kept anything there; throws UnfitStoreError where all of it was moved elsewhere. */
  schemaVersion(): Promise<number | undefined>;
  /** Writes a row and takes it back; throws StoreUnavailableError or what the database refuses. Needs our schema. */
  tryWriting(): Promise<void>;
  /** PostgreSQL: whom the database takes the bot for, and what of the bot's tables it may not do. */
  role(): Promise<{ name: string; isSuperuser: boolean; lacks: string[] }>;
  /** PostgreSQL: bytes on its disk. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

/** Undefined where there is no such file; throws what the database says where it can't be opened. */
export async function openProbe({
  url,
  tls,
}: {
  url: string;
  tls: DatabaseTls;
}): Promise<StoreProbe | undefined> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const path = url.slice('file:'.length);
  const sqlite = engine === 'sqlite' ? await whileBusy(async () => openSqliteReadOnly(path)) : undefined;
  if (engine === 'sqlite' && !sqlite) return undefined;
  const dialect = sqlite?.dialect ?? postgresDialect({ url, tls }, READING);
  const db = new Kysely<Schema>({ dialect });
  return {
    engine,
    async serverVersion() {
      const asked =
        engine === 'sqlite'
          ? sql<{ version: string }>`select sqlite_version() as version`
          : sql<{ version: string }>`select split_part(current_setting('server_version'), ' ', 1) as version`;
      const { rows } = await whileBusy(() => asked.execute(db));
      return rows[0]?.version ?? 'unknown';
    },
    async schemaVersion() {
      const version = await whileBusy(() => schemaVersion(db, engine));
      if (version === MOVED) throw await movedError(db);
      return version;
    },
    tryWriting: () => (engine === 'sqlite' ? writeToFile(path) : whileBusy(() => writeAndTakeBack(db))),
    async role() {
      const { rows } = await whileBusy(() =>
        sql<{ name: string; superuser: boolean; lacks: { table: string; what: string }[] | null }>`
          select current_user as name,
            (select rolsuper from pg_roles where rolname = current_user) as superuser,
            (
              select json_agg(json_build_object('table', c.relname, 'what', p.what)) from pg_class c
              cross join (values ('select'), ('insert'), ('update'), ('delete')) as p(what)
              where c.relkind = 'r' and c.relnamespace = (
                select relnamespace from pg_class where oid = to_regclass('schema_versions')
              ) and not has_table_privilege(c.oid, p.what)
            ) as lacks`.execute(db),
      );
      const { name = '', superuser = false, lacks } = rows[0] ?? {};
      const needed = (lacks ?? []).filter(({ table, what }) => rightsOn(table).includes(what));
      return {
        name,
        isSuperuser: superuser,
        lacks: needed.map(({ table, what }) => `${table}: ${what}`).toSorted(),
      };
    },
    async bytes() {
      const { rows } = await whileBusy(() =>
        sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db),
      );
      return Number(rows[0]?.bytes ?? 0);
    },
    async close() {
      await db.destroy();
      sqlite?.close();
    },
  };
}

/** By a connection that may write: the one that reads may not. */
async function writeToFile(path: string): Promise<void> {
  const sqlite = await whileBusy(async () => openSqliteToTry(path));
  if (!sqlite) return;
  const db = new Kysely<Schema>({ dialect: sqlite.dialect });
  try {
    await whileBusy(() => writeAndTakeBack(db));
  } finally {
    await db.destroy();
    sqlite.close();
  }
}

/** What is thrown to end a transaction that has done its work and is to leave nothing. */
class TakenBack extends Error {}

async function writeAndTakeBack(db: Kysely<Schema>): Promise<void> {
  const row = { host: '', pid: 0, rules_hash: '', frozen: 0, dry_run: 0, connections: 0, seen_at: 0 };
  try {
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('processes')
        .values({ id: 'doctor', ...row })
        .execute();
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}
