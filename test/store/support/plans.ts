import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import pg from 'pg';
import type { Engine } from '../../../src/store/engine.ts';

/** One statement as a store has sent it. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Tables that grow with the requests. */
const GROWING = [
  'requests',
  'votes',
  'attempts',
  'ports',
  'alarms',
  'audit',
  'surfaces',
  'lines',
  'files',
  'loa_wishes',
  'pairs',
];
/** Indexes that hold only what waits for something. */
const WAITING = [
  'requests_due',
  'surfaces_due',
  'ports_due',
  'loa_wishes_due',
  'attempts_one_open',
  'lines_unsent',
  'pairs_to_judge',
];
/** Indexes in whose order a list is walked, no further than its page goes. */
const WALKED = ['requests_by_age', 'ports_by_age'];
/** Indexes that hold all that one person has ever asked for: no more of it is read than a page. */
const OF_A_PERSON = /\bINDEX (requests_by_requester|requests_by_beneficiary)\b/;
const HAS_PAGES = /\blimit\b/i;
const EXPLAINED = /^(select|insert|update|delete|with)/i;

/** The statements whose plan reads through a growing table, each with the step that does. */
export async function scansOf(
  engine: Engine,
  url: string,
  statements: readonly Statement[],
): Promise<string[]> {
  const explained = statements.filter(({ sql }) => EXPLAINED.test(sql.trim()));
  return engine === 'sqlite'
    ? sqliteScans(url.slice('file:'.length), explained)
    : postgresScans(url, explained);
}

function sqliteScans(path: string, statements: readonly Statement[]): string[] {
  const database = new DatabaseSync(path);
  try {
    return statements.flatMap(({ sql, parameters }) =>
      database
        .prepare(`explain query plan ${sql}`)
        .all(...(parameters as SQLInputValue[]))
        .map(({ detail }) => String(detail))
        .filter((detail) => {
          if (OF_A_PERSON.test(detail) && !HAS_PAGES.test(sql)) return true;
          const [, table = ''] = /^SCAN (\w+)/.exec(detail) ?? [];
          return GROWING.includes(table) && ![...WAITING, ...WALKED].some((index) => detail.includes(index));
        })
        .map((detail) => `${detail}: ${sql}`),
    );
  } finally {
    database.close();
  }
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}

/** Tables are empty here: what is read through although that is forbidden has no index to go by. */
async function postgresScans(url: string, statements: readonly Statement[]): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('set enable_seqscan = off');
    const scans: string[] = [];
    for (const { sql, parameters } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `explain (format json) ${sql}`,
        [...parameters],
      );
      for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? [])
        for (const node of nodesOf(Plan)) if (isScan(node)) scans.push(`${nameOf(node)}: ${sql}`);
    }
    return scans;
  } finally {
    await client.end();
  }
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

function isScan(node: PlanNode): boolean {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '', 'Index Cond': by } = node;
  if (type === 'Seq Scan') return GROWING.includes(table);
  if (!/^(Index|Index Only|Bitmap Index) Scan$/.test(type) || by !== undefined) return false;
  return GROWING.some((name) => index.startsWith(`${name}_`)) && ![...WAITING, ...WALKED].includes(index);
}

function nameOf(node: PlanNode): string {
  return `${node['Node Type']} ${node['Relation Name'] ?? ''} ${node['Index Name'] ?? ''}`;
}
