import type { ListedPort } from '../stand-ins/calls.ts';
import { secondary } from './secondary.ts';
import type { Sql } from './sql.ts';

/** How many requests there are to be, and how many of them are ports that are followed, in which Regions. */
export interface Filling {
  requests: number;
  followed: number;
  regions: readonly string[];
}

/** Of a hundred requests that have ended, so many had a port; the others were withdrawn. */
const CLOSED = 40;
const WAITING = 20;
/** Three years. */
const SPREAD_MS = 3 * 365 * 86_400_000;
/** A time in epoch milliseconds is more than this, and nothing else is. */
const TIME = 1e12;

/**
 * Copies the lives that the bot has written until there are so many requests, by SQL that knows of the schema only what
 * the database says of it: whatever has a request_id is copied along, with its own IDs and earlier times.
 */
export async function fill(sql: Sql, filling: Filling): Promise<void> {
  const later = await secondary(sql);
  await sql.run(later.before);
  await sql.run('begin');
  await series(sql, filling);
  const tables = await tablesOf(sql);
  // Requests first: all else hangs on them.
  for (const name of ['requests', ...tables.filter((table) => table !== 'requests')]) await copy(sql, name);
  await sql.run('drop table copies');
  await sql.run('commit');
  await sql.run(later.after);
}

/** The ports that AWS has to list for what is followed. */
export async function listedPorts(sql: Sql): Promise<ListedPort[]> {
  const rows = await sql.all(
    "select ports.region, ports.seen from ports join requests on requests.id = ports.request_id where requests.status = 'ordered'",
  );
  return rows.map(({ region, seen }) => {
    const { interconnectId, name, state, tags = [] } = JSON.parse(String(seen));
    return { region: String(region), interconnectId, interconnectName: name, interconnectState: state, tags };
  });
}

/** One row a copy: whose, its own IDs, how much earlier, and where. IDs go up, so that rows are appended. */
async function series(sql: Sql, { requests, followed, regions }: Filling): Promise<void> {
  const lives = await sql.all(
    'select requests.id, status, interconnect_id from requests left join ports on ports.request_id = requests.id',
  );
  const life = (status: string) => {
    const found = lives.find((row) => row.status === status);
    return `'${found?.id}', '${found?.interconnect_id ?? 'no port'}'`;
  };
  const hex = (value: string, width: number) =>
    sql.engine === 'sqlite' ? `printf('%0${width}x', ${value})` : `lpad(to_hex(${value}), ${width}, '0')`;
  const random = sql.engine === 'sqlite' ? 'abs(random()) % 1000000' : 'floor(random() * 1000000)::bigint';
  const region = regions.map((name, index) => `when ${index} then '${name}'`).join(' ');
  await sql.run(`create table copies as
    with recursive counted(n) as (select cast(0 as bigint) union all select n + 1 from counted where n < ${requests - 1})
    select n as n, 'ic-' || upper(${hex(`(n * 1000003 + ${random})`, 10)}) as id,
      'dxcon-' || ${hex('n + 268435456', 8)} as port,
      case when n < ${followed + WAITING} then 0 else n * ${Math.floor(SPREAD_MS / requests)} end as earlier,
      case n % ${regions.length} ${region} end as region,
      case when n < ${followed} then 2 when n < ${followed + WAITING} then 0 when n % 100 < ${CLOSED} then 3 else 1 end as life
    from counted`);
  const list = ['awaiting_approval', 'withdrawn', 'ordered', 'closed'];
  await sql.run(
    `create table lives as ${list.map((status, index) => `select ${index} as life, ${life(status).replace(',', ' as old_id,')} as old_port`).join(' union all ')}`,
  );
}

async function tablesOf(sql: Sql): Promise<string[]> {
  const rows =
    sql.engine === 'sqlite'
      ? await sql.all(
          "select m.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'request_id'",
        )
      : await sql.all(
          "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'request_id'",
        );
  return rows.map(({ name }) => String(name));
}

/** Copies one table's rows of the lives: IDs are replaced wherever they stand, times moved. */
async function copy(sql: Sql, table: string): Promise<void> {
  const key = table === 'requests' ? 'id' : 'request_id';
  const rows = await sql.all(`select * from ${table} where ${key} in (select old_id from lives)`);
  const [first] = rows;
  if (!first) return;
  // What the database numbers by itself.
  const columns = Object.keys(first).filter((name) => !(table === 'lines' && name === 'id'));
  const values = columns.map((name) => {
    const own = `source."${name}"`;
    if (name === 'submission_id') return 'copies.id';
    const texts = rows.map((row) => row[name]).filter((value) => typeof value === 'string');
    if (texts.length === 0) {
      const times = rows.some((row) => Number(row[name]) > TIME);
      return times ? `case when ${own} > ${TIME} then ${own} - copies.earlier else ${own} end` : own;
    }
    let text = own;
    if (texts.some((value) => value.includes('us-east-1')))
      text = `replace(${text}, 'us-east-1', copies.region)`;
    if (texts.some((value) => value.includes('dxcon-')))
      text = `replace(${text}, lives.old_port, copies.port)`;
    if (texts.some((value) => value.includes('ic-'))) text = `replace(${text}, lives.old_id, copies.id)`;
    return text;
  });
  await sql.run(`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')})
    select ${values.join(', ')} from copies join lives on lives.life = copies.life
    join ${table} source on source.${key} = lives.old_id order by copies.n`);
}
