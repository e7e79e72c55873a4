import { randomUUID } from 'node:crypto';
import { Kysely, type Transaction } from 'kysely';
import type { HouseFact } from '../../domain/request/fact.ts';
import { UnfitStoreError } from '../../interfaces/errors.ts';
import { clockOf, contextsOf } from '../context.ts';
import { migrateWithin, SCHEMA_VERSION } from '../migrate.ts';
import { MIGRATION, type Postgres, postgresDialect } from '../postgres.ts';
import type { Schema } from '../schema.ts';
import { house } from '../tables/house.ts';
import { inBatches } from './batches.ts';
import { createChains } from './chains.ts';
import { createSum, type Sum } from './digest.ts';
import { GO_ON, type Mark } from './mark.ts';
import { openSource, type Source } from './source.ts';
import { analyze, firstFilled, insert, placeOf, rowsOf, setGuards, setNumber } from './target.ts';

/** What a move is asked for. */
export interface Move {
  /** Path of the SQLite store. */
  from: string;
  to: Postgres;
  /** A process that was seen by so many milliseconds before `now` may still run. */
  goneMs: number;
  /** Epoch milliseconds. */
  now: () => number;
  /** Called with each step, in words. */
  tell: (line: string) => void;
}

/** How a move ended: everything is there now, or was there before. */
export interface Moved {
  kind: 'moved' | 'there';
  place: string;
}

/** The entry of the target's own trail that names the move. */
type Entry = Extract<HouseFact, { type: 'store_moved' }>;

/**
 * Takes a SQLite store to an empty PostgreSQL database, and compares what arrived. All of it is one transaction there;
 * nobody can open the file meanwhile. Before the commit the file is marked, so that there is no moment in which bots
 * could start on both. Whatever ends it, it can be run again. Throws UnfitStoreError where it may not begin, and what
 * the databases say.
 */
export async function moveStore(move: Move): Promise<Moved> {
  // First, since it throws for an address that can't be used: nothing is held then.
  const dialect = postgresDialect(move.to, MIGRATION);
  const source = openSource(move.from, { now: move.now(), goneMs: move.goneMs });
  const db = new Kysely<Schema>({ dialect });
  try {
    const moved = await db
      .transaction()
      .execute((tx) => moveWithin(tx, source, move))
      .catch((error: unknown) => {
        if (!source.isMarked() || error instanceof UnfitStoreError) throw error;
        throw new UnfitStoreError("the database didn't say whether it has kept everything", GO_ON, error);
      });
    source.endMark();
    return moved;
  } finally {
    await db.destroy();
    source.close();
  }
}

async function moveWithin(tx: Transaction<Schema>, source: Source, move: Move): Promise<Moved> {
  // Holds up whatever bot would start there, until the end.
  await migrateWithin(tx, 'postgres', clockOf('postgres', undefined));
  const place = await placeOf(tx, move.to.url);
  const trail = house(await contextsOf('postgres', undefined, SCHEMA_VERSION)(tx));
  const before = await trail.last('store_moved' satisfies Entry['type']);
  if (source.mark && before?.detail.move === source.mark.id) return { kind: 'there', place };
  if (source.mark) checkMark(source.mark, place);
  const filled = await firstFilled(tx, source.tables);
  if (filled)
    throw new UnfitStoreError(
      `${place} isn't empty: something stands in ${filled}`,
      'Name an empty database; no bot may have run there.',
    );
  const sums = await copy(tx, source, move.tell);
  await compare(tx, source, sums, move.tell);
  const id = source.mark?.id ?? randomUUID();
  const { type: event, ...detail }: Entry = {
    type: 'store_moved',
    move: id,
    tables: Object.fromEntries(sums),
  };
  await trail.add({ actor: null, event, detail });
  if (!source.mark) source.putMark({ id, place, at: move.now() });
  move.tell(`file:${move.from} is marked as moved: no bot starts on it any more.`);
  return { kind: 'moved', place };
}

/** Of a store that is marked, only an interrupted move to the same place goes on. */
function checkMark(mark: Mark, place: string): void {
  if (mark.done === 1)
    throw new UnfitStoreError(
      `it was moved to ${mark.place} at ${new Date(mark.at).toISOString()}`,
      'Work with that database; if it is lost, restore its backup.',
    );
  if (mark.place !== place)
    throw new UnfitStoreError(`its move to ${mark.place} was interrupted at its end`, GO_ON);
}

async function copy(tx: Transaction<Schema>, source: Source, tell: Move['tell']): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>();
  const chains = createChains();
  await setGuards(tx, source.tables, 'disable');
  await tx.deleteFrom('ordering_freeze').execute();
  for (const table of source.tables) {
    const { add, sum } = createSum(table);
    const all = source.count(table);
    let copied = 0;
    for (const batch of inBatches(source.rows(table))) {
      for (const row of batch) {
        add(row);
        chains.add(table, row);
      }
      await insert(tx, table, batch);
      copied += batch.length;
      tell(`${table.name}: ${copied} of ${all} rows copied`);
    }
    sums.set(table.name, sum());
  }
  checkChains(chains.seen().broken);
  for (const number of source.numbers()) await setNumber(tx, number);
  await setGuards(tx, source.tables, 'enable');
  return sums;
}

function checkChains(broken: readonly string[]): void {
  const [first] = broken;
  if (first === undefined) return;
  throw new UnfitStoreError(
    `the audit's chain of ${first} doesn't hold${broken.length > 1 ? `, nor ${broken.length - 1} more` : ''}`,
    'Nothing was moved. Find out what was altered: `npm run audit -- verify`.',
  );
}

/** Reads all that arrived. */
async function compare(
  tx: Transaction<Schema>,
  source: Source,
  sums: ReadonlyMap<string, Sum>,
  tell: Move['tell'],
): Promise<void> {
  const chains = createChains();
  for (const table of source.tables) {
    const { add, sum } = createSum(table);
    for await (const row of rowsOf(tx, table)) {
      add(row);
      chains.add(table, row);
    }
    const [sent, arrived] = [sums.get(table.name), sum()];
    if (sent?.rows !== arrived.rows || sent.digest !== arrived.digest)
      throw new Error(
        `${table.name} arrived otherwise than it was: ${sent?.rows} rows, and ${arrived.rows}.`,
      );
    tell(`${table.name}: ${arrived.rows} rows compared, ${arrived.digest}`);
    await analyze(tx, table);
  }
  const { count, broken } = chains.seen();
  checkChains(broken);
  tell(`audit: ${count} chains hold`);
}
