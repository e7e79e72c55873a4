import { dueAt, dueNow } from '../../domain/port/due.ts';
import type { Port } from '../../domain/port/port.ts';
import { MINUTE } from '../../domain/time.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { note } from '../lifecycle/advance.ts';
import { settingAside } from '../lifecycle/with-claim.ts';

/** What asking may take. */
const SESSION_MS = MINUTE;
/** Longer than that: nobody hurries to a port that was missing for a minute, should this process die meanwhile. */
const LEASE_MS = 2 * SESSION_MS;
/** So long after AWS could not be asked it is asked again. */
const RETRY_MS = MINUTE;

interface Deps {
  store: Store;
  directConnect: DirectConnect;
}

/** What AWS says of a port that listings don't show. */
type Answer = 'there' | 'not_there' | 'could_not_look';

/**
 * Takes one port that calls for something by itself, and does it. Today that is to ask for it by its ID when listings
 * don't show it: if AWS doesn't know that either, it is told as missing; not as deleted, which only AWS's own word says.
 * False when none is due.
 */
export async function attendPort({ store, directConnect }: Deps): Promise<boolean> {
  let taken: string | undefined;
  const claimed = await settingAside(
    () =>
      store.transaction(async (tx) => {
        const found = await tx.ports.claim(LEASE_MS);
        taken = found?.port.requestId;
        if (!found || dueNow(found.port, tx.now) === 'ask') return found && { ...found, ask: true };
        await tx.ports.put(rested(found.port, tx.now), { token: found.token, until: null });
        return { ...found, ask: false };
      }),
    async (key = taken) => key && store.transaction((tx) => tx.ports.setAside(key, LEASE_MS)),
  );
  if (!claimed?.ask) return claimed !== undefined;
  const { port, token } = claimed;
  const answer = await ask(directConnect, port);
  await store.transaction((tx) => noteAnswer(tx, port.requestId, answer, { token, until: null }));
  return true;
}

async function ask(directConnect: DirectConnect, port: Port): Promise<Answer> {
  const opened = await directConnect.open(port, SESSION_MS);
  if (opened.kind !== 'open') return 'could_not_look';
  return (await opened.session.port(port.interconnectId)).kind;
}

async function noteAnswer(tx: Tx, requestId: string, answer: Answer, lease: Lease): Promise<void> {
  const request = await tx.requests.lock(requestId);
  const port = await tx.ports.of(requestId);
  if (!port) return;
  const { missing, interconnectId, region } = port;
  // A listing may have shown it meanwhile, or people have been told.
  if (request?.state.status !== 'ordered' || !missing || missing.told)
    return tx.ports.put(rested(port, tx.now), lease);
  if (answer === 'could_not_look') return tx.ports.put({ ...port, dueAt: tx.now + RETRY_MS }, lease);
  if (answer === 'there') {
    // It lives on, and only the listing lacks it.
    return tx.ports.put(
      { ...port, missing: { since: tx.now, listings: 0, told: false }, dueAt: null },
      lease,
    );
  }
  await tx.ports.put({ ...port, missing: { ...missing, told: true }, dueAt: null }, lease);
  const { since, listings } = missing;
  await note(tx, request, { type: 'port_missing', interconnectId, region, since, listings }, { actor: null });
}

function rested(port: Port, now: number): Port {
  return { ...port, dueAt: dueAt(port, now) };
}
