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

/** One transaction, from its begin to its commit; epoch milliseconds. */
export interface Transaction {
  from: number;
  to: number;
  /** What it did first with which table, for example `update requests`. */
  what: string;
  /** Whether it wrote anything. */
  writes: boolean;
  /** All that it ran. */
  ran: string[];
}

/** The transactions among statements, by the begin and commit of each connection. */
export function transactionsIn(statements: readonly Statement[]): Transaction[] {
  const open = new Map<string, Transaction>();
  const ended: Transaction[] = [];
  for (const { at, pid, sql } of statements) {
    const current = open.get(pid);
    if (/^(begin|start transaction)/i.test(sql))
      open.set(pid, { from: at, to: at, what: 'read', writes: false, ran: [] });
    else if (current && /^(commit|rollback)/i.test(sql)) {
      ended.push({ ...current, to: at });
      open.delete(pid);
    } else if (current) {
      current.ran.push(sql);
      const [, verb, table] = /^(insert into|update|delete from) "?(\w+)/i.exec(sql) ?? [];
      if (verb && !current.writes) open.set(pid, { ...current, what: `${verb} ${table}`, writes: true });
    }
  }
  return ended;
}
