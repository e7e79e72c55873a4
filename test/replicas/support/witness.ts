import type { Cluster } from './cluster.ts';

// The database itself notes who takes and gives back each lease, whatever the bots say of themselves.

/** One change of a row's lease. Times are the town's, in milliseconds; 0 is no lease. */
interface Noted {
  kept: string;
  row: string;
  /** Which bot's connection wrote it. */
  bot: string;
  oldToken: number;
  newToken: number;
  oldUntil: number;
  newUntil: number;
}

/** What is taken for fifteen seconds at a time, and how its rows are named. */
const LEASED: Readonly<Record<string, string>> = {
  requests: 'new.id',
  duties: 'new.name',
  surfaces: "new.request_id || ' ' || new.destination",
};

/** From now on everything about leases is noted; the bots' tables have to be there. */
export async function callWitness({ sql }: Pick<Cluster, 'sql'>): Promise<void> {
  await sql(`create table witness (
    n bigserial primary key, at timestamptz not null default clock_timestamp(), kept text, "row" text, bot text,
    old_token bigint, new_token bigint, old_until bigint, new_until bigint)`);
  for (const [table, row] of Object.entries(LEASED)) {
    await sql(`create function note_${table}() returns trigger language plpgsql as $$ begin
      insert into witness (kept, "row", bot, old_token, new_token, old_until, new_until)
        values ('${table}', ${row}, current_setting('application_name'),
          old.lease_token, new.lease_token, old.lease_until, new.lease_until);
      return null;
    end $$`);
    await sql(`create trigger witness after update on ${table} for each row
      when (old.lease_token <> new.lease_token or old.lease_until <> new.lease_until)
      execute function note_${table}()`);
  }
}

/** What the witness saw. */
export interface Testimony {
  /** How often work was taken. */
  taken: number;
  /** How often the duty of listing went over from one bot to another, and from one that left it behind. */
  handOvers: number;
  takeOvers: number;
  /** The longest that a duty which was left behind lay there after its lease; the town's milliseconds. */
  longestMs: number;
  /** Listings by bot. */
  by: Readonly<Record<string, number>>;
  /** Work done by two, in words. */
  faults: string[];
}

/** By how much two bots' clocks may seem to differ: from reading the time to the write. */
const ROUNDING_MS = 5;
const LEASE_MS = 15_000;

/** Goes through all of it: a lease is taken only where it is free, and written only by whoever has it. */
export async function hearWitness({ sql }: Pick<Cluster, 'sql'>): Promise<Testimony> {
  const rows = await sql('select * from witness order by n');
  const testimony: Testimony = { taken: 0, handOvers: 0, takeOvers: 0, longestMs: 0, by: {}, faults: [] };
  const holders = new Map<string, string>();
  const by: Record<string, number> = {};
  for (const one of rows.map(toNoted)) {
    const name = `${one.kept} ${one.row}`;
    if (one.newToken === one.oldToken) {
      const holder = holders.get(name);
      // A row that nobody holds may be set aside by whoever could not read it.
      const isFree = one.oldUntil === 0 || (one.newUntil > 0 && one.oldUntil <= one.newUntil - LEASE_MS);
      if (!isFree && holder !== undefined && holder !== one.bot)
        testimony.faults.push(`${name}: ${one.bot} wrote what ${holder} holds (token ${one.oldToken}).`);
      continue;
    }
    testimony.taken += 1;
    const takenAt = one.newUntil - LEASE_MS;
    if (one.newToken !== one.oldToken + 1)
      testimony.faults.push(`${name}: token ${one.newToken} came after ${one.oldToken}.`);
    if (one.oldUntil > takenAt + ROUNDING_MS)
      testimony.faults.push(`${name}: ${one.bot} took it before its lease was over.`);
    if (one.kept === 'duties') {
      const before = holders.get(name);
      if (before !== undefined && before !== one.bot) testimony.handOvers += 1;
      if (one.oldUntil > 0) {
        testimony.takeOvers += 1;
        testimony.longestMs = Math.max(testimony.longestMs, takenAt - one.oldUntil);
      }
      by[one.bot] = (by[one.bot] ?? 0) + 1;
    }
    holders.set(name, one.bot);
  }
  return { ...testimony, by };
}

function toNoted(row: Record<string, unknown>): Noted {
  return {
    kept: String(row.kept),
    row: String(row.row),
    bot: String(row.bot),
    oldToken: Number(row.old_token),
    newToken: Number(row.new_token),
    oldUntil: Number(row.old_until),
    newUntil: Number(row.new_until),
  };
}
