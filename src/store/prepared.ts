import { type CompiledQuery, type Kysely, type QueryResult, type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** A statement that is run with its values. */
export type Prepared<V, R> = (
  on: { db: Kysely<Schema>; engine: Engine },
  values: V,
) => Promise<QueryResult<R>>;

/** Stands in a statement for a value that is told when it runs; a list goes to SQLite as JSON. */
class StandIn {
  readonly name: string;
  readonly isList: boolean;

  constructor(name: string, isList: boolean) {
    this.name = name;
    this.isList = isList;
  }

  [Symbol.toPrimitive](): never {
    throw new TypeError(`A statement is made with the value of ${this.name}, which it doesn't know yet.`);
  }
}

/** Has a stand-in for whatever it is asked for. */
const STAND_INS: object = new Proxy({}, { get: (_, name) => new StandIn(String(name), false) });

/**
 * A statement that is made once for each engine: making one takes longer than running it. `make` gets a stand-in for each
 * value, to be put where that belongs; what it looks at, or counts with, is no value.
 */
export function prepared<V, R>(
  make: (db: Kysely<Schema>, values: V, engine: Engine) => CompiledQuery<R>,
): Prepared<V, R> {
  const made = new Map<Engine, CompiledQuery<R>>();
  return ({ db, engine }, values) => {
    let statement = made.get(engine);
    if (!statement) {
      statement = make(db, STAND_INS as V, engine);
      made.set(engine, statement);
    }
    const parameters = statement.parameters.map((one) => {
      if (!(one instanceof StandIn)) return one;
      const value = values[one.name as keyof V];
      return one.isList && engine === 'sqlite' ? JSON.stringify(value, wellFormed) : value;
    });
    return db.executeQuery({ ...statement, parameters });
  };
}

/** As SQLite keeps what it is given otherwise. */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** That a column has one of a list's values, by a statement that is the same for lists of any length. */
export function among(engine: Engine, column: string, list: readonly string[]): RawBuilder<boolean> {
  const { name } = list as unknown as StandIn;
  const values = new StandIn(name, true);
  return engine === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${values}))`
    : sql<boolean>`${sql.ref(column)} = any(${values})`;
}
