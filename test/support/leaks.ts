import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** What a bot, its fakes and its test may open, by Node's names. */
const KINDS = new Set([
  'GetAddrInfoReqWrap',
  'ProcessWrap',
  'TCPConnectWrap',
  'TCPSERVERWRAP',
  'TCPServerWrap',
  'TCPSocketWrap',
  'TLSWrap',
  'Timeout',
]);
/** Far longer than the other end of a socket needs to learn that it is closed. */
const PATIENCE_MS = 10_000;

/** How many of each are open in this process. */
type Open = Map<string, number>;

function open(): Open {
  const counts: Open = new Map();
  for (const kind of process.getActiveResourcesInfo())
    if (KINDS.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function more(before: Open): string[] {
  return [...open()].flatMap(([kind, count]) => {
    const extra = count - (before.get(kind) ?? 0);
    return extra > 0 ? [`${extra} ${kind}`] : [];
  });
}

/** Watches this process from now on: the answer tells what is open beyond what is now, once it no longer changes. */
export function watchResources(patienceMs = PATIENCE_MS): () => Promise<string[]> {
  const before = open();
  return async () => {
    const until = performance.now() + patienceMs;
    for (let left = more(before); ; left = more(before)) {
      if (left.length === 0 || performance.now() > until) return left;
      // Without a reference, so as not to count itself.
      await wait(5, undefined, { ref: false });
    }
  };
}

/**
 * What a bot that stopped well leaves to nobody: rows under its lease, and lines that it was sending. A document is asked
 * for by its ID a little later, by whoever goes on.
 */
export async function rowsLeft(url: string, now: number): Promise<string[]> {
  const found = await ask(
    url,
    `select 'request ' || id as what from requests where lease_until > ${now}
     union all select 'message ' || request_id || ' ' || destination from surfaces where lease_until > ${now}
     union all select 'turn of ' || name from duties where lease_until > ${now}
     union all select 'LOA of ' || request_id from loa_wishes where lease_until > ${now}
     union all select 'home of ' || user_id from homes where lease_until > ${now}
     union all select 'line ' || request_id || ' ' || destination || ' in sending' from lines
       where state = 'sending' and line not like '{"kind":"file"%'`,
  );
  return found.map(({ what }) => String(what));
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  if (url.startsWith('file:')) {
    const database = new DatabaseSync(url.slice('file:'.length), { readOnly: true });
    try {
      return database.prepare(statement).all();
    } finally {
      database.close();
    }
  }
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
