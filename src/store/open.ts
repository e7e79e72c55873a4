import { Kysely, type LogConfig, sql } from 'kysely';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import type { Measured } from '../interfaces/meter.ts';
import type { Due, Store, Tx } from '../interfaces/store.ts';
import { keepCheckpointed } from './checkpoints.ts';
import { type Context, clockOf, contextsOf } from './context.ts';
import { besidePostgres, besideSqlite } from './elsewhere.ts';
import type { Engine } from './engine.ts';
import type { Flushing } from './flushing.ts';
import { MIGRATIONS, type Migration, migrate } from './migrate.ts';
import { MIGRATION, postgresDialect } from './postgres.ts';
import type { DatabaseTls } from './postgres-tls.ts';
import type { Schema } from './schema.ts';
import { MEMORY, openSqlite, type Sqlite } from './sqlite.ts';
import { alarms } from './tables/alarms.ts';
import { attempts } from './tables/attempts.ts';
import { audit } from './tables/audit.ts';
import { auditing } from './tables/auditing.ts';
import { catalogs } from './tables/catalogs.ts';
import { countPostgres, countSqlite } from './tables/counts.ts';
import { deletions } from './tables/deletions.ts';
import { dueWithin } from './tables/due-within.ts';
import { duties } from './tables/duties.ts';
import { files } from './tables/files.ts';
import { freeze } from './tables/freeze.ts';
import { homes } from './tables/homes.ts';
import { house } from './tables/house.ts';
import { listings } from './tables/listings.ts';
import { lists } from './tables/lists.ts';
import { loa } from './tables/loa.ts';
import { maintenance } from './tables/maintenance.ts';
import { orphans } from './tables/orphans.ts';
import { outbox } from './tables/outbox.ts';
import { isOutgrown } from './tables/outgrown.ts';
import { pairs } from './tables/pairs.ts';
import { ports } from './tables/ports.ts';
import { processes } from './tables/processes.ts';
import { requests } from './tables/requests.ts';
import { messages } from './tables/status-messages.ts';
import { votes } from './tables/votes.ts';
import { createTurns } from './taking-turns.ts';
import { type Progress, whileBusy, within } from './trying.ts';

/** On SQLite a transaction keeps the whole process, on PostgreSQL no more than its rows. */
const BATCH_MOST: Record<Engine, number> = { sqlite: 8, postgres: 25 };

export interface StoreOptions {
  /** `file:PATH` or `postgres://...`. */
  url: string;
  /** Epoch milliseconds, for tests; without it SQLite uses this process's clock and PostgreSQL the database's. */
  now?: (() => number) | undefined;
  /** For PostgreSQL beyond this machine; without it TLS is required. */
  tls?: DatabaseTls | undefined;
  /** Called with each statement after it has run, for tests. */
  onStatement?: ((sql: string, parameters: readonly unknown[]) => void) | undefined;
  /** What brings the schema up to date, for tests; without it this version's own. */
  migrations?: readonly Migration[] | undefined;
}

/** Opens the store and brings its schema up to date. Throws what the database says where it can't be used. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, now, tls = 'required', onStatement, migrations = MIGRATIONS } = options;
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const path = url.slice('file:'.length);
  const postgres = { url, tls };
  const sqlite = engine === 'sqlite' ? await whileBusy(async () => openSqlite(path, 'writing')) : undefined;
  const log: LogConfig = onStatement ? ({ query }) => onStatement(query.sql, query.parameters) : [];
  const db = new Kysely<Schema>({ dialect: sqlite?.dialect ?? postgresDialect(postgres), log });
  const workListeners: ((due: Due) => void)[] = [];
  const auditListeners: Parameters<Store['onAudit']>[0][] = [];
  const measuredListeners: ((what: Measured) => void)[] = [];

  // On PostgreSQL a migration has a connection of its own, since it may take longer than any click.
  const migrating =
    engine === 'sqlite' ? db : new Kysely<Schema>({ dialect: postgresDialect(postgres, MIGRATION) });
  let reader = db;
  let reading: Sqlite | undefined;
  let flushing: Flushing | undefined;
  let endCheckpoints = () => {};
  try {
    await whileBusy(() => migrate(migrating, engine, clockOf(engine, now), migrations));
    if (migrating !== db) await migrating.destroy();
    // A connection of its own on SQLite: what reads there waits for nobody who writes. A database in memory has but one.
    if (engine === 'sqlite' && path !== MEMORY) {
      reading = await whileBusy(async () => openSqlite(path, 'reading'));
      reader = new Kysely<Schema>({ dialect: reading.dialect, log });
      endCheckpoints = keepCheckpointed(path);
      flushing = sqlite?.flushApart();
    }
  } catch (error) {
    endCheckpoints();
    await Promise.all([...new Set([db, migrating, reader])].map((one) => one.destroy()));
    for (const connection of [reading, sqlite]) connection?.close();
    throw error;
  }
  const elsewhere = sqlite
    ? besideSqlite(sqlite.dataVersion)
    : besidePostgres(postgres, (channel, kind) => sql`select pg_notify(${channel}, ${kind})`.execute(db));

  const inTurn = createTurns();
  const contextOf = contextsOf(engine, now, migrations.length);

  return {
    batchMost: BATCH_MOST[engine],
    transaction(work, limitMs) {
      let context: Context | undefined;
      const progress: Progress = { committing: false, over: false };
      const run = () =>
        db.transaction().execute(async (tx) => {
          if (progress.over) throw new StoreUnavailableError(undefined);
          progress.committing = false;
          context = await contextOf(tx);
          const result = await work(tablesOf(context));
          if (progress.over) throw new StoreUnavailableError(undefined);
          progress.committing = true;
          return result;
        });
      // Whoever clicked doesn't wait behind workers.
      const isPatient = engine === 'sqlite' && limitMs === undefined;
      const durably = async () => {
        flushing?.check();
        const result = await (isPatient ? inTurn(run) : run());
        await flushing?.flushed();
        return result;
      };
      const done = whileBusy(durably, progress).then((result) => {
        for (const { head, entry } of context?.added ?? [])
          for (const listener of auditListeners) listener(head, entry);
        for (const what of context?.measured ?? []) for (const listener of measuredListeners) listener(what);
        for (const due of context?.work ?? []) for (const listener of workListeners) listener(due);
        return result;
      });
      return limitMs === undefined ? done : within(limitMs, done, progress);
    },
    read(work) {
      const reading = engine === 'sqlite' ? reader.transaction() : snapshot(reader);
      return whileBusy(async () => {
        const result = await reading.execute(async (tx) => work(tablesOf(await contextOf(tx))));
        // Nobody answers by what isn't on the disk.
        await flushing?.flushed();
        return result;
      });
    },
    onWork: (listener) => {
      workListeners.push(listener);
    },
    onAudit: (listener) => {
      auditListeners.push(listener);
    },
    onMeasured: (listener) => {
      measuredListeners.push(listener);
    },
    counts: () => (engine === 'sqlite' ? countSqlite(path) : countPostgres(postgres)),
    onElsewhere: elsewhere.onElsewhere,
    pass: elsewhere.pass,
    async close() {
      await elsewhere.close();
      endCheckpoints();
      await Promise.all([...new Set([db, reader])].map((one) => one.destroy()));
      await flushing?.close();
      for (const connection of [reading, sqlite]) connection?.close();
    },
  };
}

/** One moment for all that is read; PostgreSQL refuses to write in it. */
export function snapshot(db: Kysely<Schema>) {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
}

/** What a transaction can do, by table. */
export function tablesOf(context: Context): Tx {
  return {
    now: context.now,
    requests: requests(context),
    votes: votes(context),
    attempts: attempts(context),
    ports: ports(context),
    alarms: alarms(context),
    loa: loa(context),
    listings: listings(context),
    catalogs: catalogs(context),
    orphans: orphans(context),
    pairs: pairs(context),
    audit: audit(context),
    house: house(context),
    auditing: auditing(context),
    messages: messages(context),
    outbox: outbox(context),
    files: files(context),
    duties: duties(context),
    freeze: freeze(context),
    processes: processes(context),
    lists: lists(context),
    homes: homes(context),
    maintenance: maintenance(context),
    deletions: deletions(context),
    dueWithin: dueWithin(context),
    isOutgrown: isOutgrown(context),
    measured: (what) => void context.measured.push(what),
  };
}
