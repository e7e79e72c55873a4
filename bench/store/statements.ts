import { within } from '../within.ts';
import type { PostgresServer, Statement } from './postgres.ts';
import { openSql } from './sql.ts';

/** What a database's clients run from now on, in order. */
export interface Statements {
  /** All so far, those included that are still being written down; and no more from then on. */
  end(): Promise<Statement[]>;
}

const LOGGED_MS = 5_000;
const LAST = 'the last statement that counts';

/** Has one database log its statements; only connections that are opened from now on do. */
export async function logStatements(server: PostgresServer, url: string): Promise<Statements> {
  const name = new URL(url).pathname.slice(1);
  const sql = await openSql(url);
  await sql.run(`alter database ${name} set log_statement = 'all'`).finally(sql.close);
  const statements: Statement[] = [];
  const off = server.onStatement((statement) => statement.database === name && statements.push(statement));
  return {
    async end() {
      const seen = Promise.withResolvers<void>();
      const offLast = server.onStatement(({ sql }) => sql.includes(LAST) && seen.resolve());
      const own = await openSql(url);
      await own.run(`select '${LAST}'`).finally(own.close);
      await within(LOGGED_MS, 'the log of PostgreSQL', seen.promise).finally(offLast);
      off();
      return statements.filter(({ sql }) => !sql.includes(LAST));
    },
  };
}

/** How many of them end a transaction that was begun: those alone count as one by themselves. */
export function transactionsIn(statements: readonly Statement[]): number {
  return statements.filter(({ sql }) => /^begin|^start transaction/i.test(sql)).length;
}
