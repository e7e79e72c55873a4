import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { expect } from 'vitest';
import { place } from '../../../src/actions/placing/place.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { auditHash, GENESIS, toRow } from '../../../src/store/tables/audit.ts';
import { type Code, runAudit } from '../../../src/tools/audit/run.ts';
import type { useDesk } from '../../actions/support/desk.ts';
import { LEE } from '../../store/support/samples.ts';

/** What a run printed, and how it ended. */
interface Ran {
  code: Code;
  lines: string[];
  error: string;
}

/** `npm run audit -- ...` on a database, in this process. */
export async function audit(
  url: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const said = { out: '', err: '' };
  const code = await runAudit(
    [...args],
    { DATABASE_URL: url, ...env },
    {
      async out(text) {
        said.out += text;
      },
      async err(text) {
        said.err += text;
      },
    },
  );
  return { code, lines: said.out.split('\n').slice(0, -1), error: said.err };
}

/** Erin's next port, from the form to AWS's answer: a trail of five entries. `count`: how many she has. Answers the request's ID. */
export async function order(desk: ReturnType<typeof useDesk>, count = 0): Promise<string> {
  const asked = await desk.asked({ submissionId: `V${count}` });
  await desk.approve(asked, LEE);
  await place(desk.deps);
  expect((await desk.events()).join()).toBe('submitted,voted,approved,attempt_committed,created');
  return desk.id;
}

/** A request's trail, as it stands. */
export function trail(store: Store, requestId: string): Promise<AuditRow[]> {
  return store.read((at) => at.audit.trail(requestId));
}

/** Entries numbered and chained anew, as whoever knows how would do it. */
export function chainedAnew(rows: readonly AuditRow[]): AuditRow[] {
  const chain: AuditRow[] = [];
  for (const { hash: _, ...row } of rows) {
    const last = chain.at(-1);
    const content = { ...row, seq: chain.length + 1, previousHash: last?.hash ?? GENESIS };
    chain.push({ ...content, hash: auditHash(content) });
  }
  return chain;
}

/** What puts these entries in the place of a request's trail. */
export function replacing(requestId: string, rows: readonly AuditRow[]): string[] {
  return [`delete from audit where request_id = '${requestId}'`, ...rows.map(insertion)];
}

function insertion(row: AuditRow): string {
  const columns = Object.entries(toRow(row));
  const values = columns.map(([, value]) => {
    if (value === null) return 'null';
    return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
  });
  return `insert into audit (${columns.map(([name]) => name).join()}) values (${values.join()})`;
}

/** Runs statements as somebody who may do anything with the database: no trigger and no foreign key stops them. */
export async function tamper(url: string, statements: readonly string[]): Promise<void> {
  if (url.startsWith('file:')) return tamperWithFile(url.slice('file:'.length), statements);
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(['set session_replication_role = replica', ...statements].join(';'));
  } finally {
    await client.end();
  }
}

function tamperWithFile(path: string, statements: readonly string[]): void {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  try {
    const triggers = database.prepare("select name from sqlite_master where type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`drop trigger ${name}`);
    for (const statement of statements) database.exec(statement);
  } finally {
    database.close();
  }
}
