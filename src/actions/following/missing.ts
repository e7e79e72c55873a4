import type { Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Session } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';

/** So long, and in so many listings, a port has to be missing before it is asked for by its ID. */
const MISSING_MS = MINUTE;
const LISTINGS = 10;

/**
 * A complete listing of the right account doesn't show a port. After a while it is asked for by its ID; if AWS doesn't
 * know that either, it is told as missing: not as deleted, which only AWS's own word says.
 */
export async function missed(store: Store, session: Session, port: Port, listedAt: number): Promise<void> {
  const since = port.missing?.since ?? listedAt;
  const listings = (port.missing?.listings ?? 0) + 1;
  const missing = { since, listings, told: port.missing?.told ?? false };
  const due = !missing.told && listings >= LISTINGS && listedAt - since >= MISSING_MS;
  const asked = due ? await session.port(port.interconnectId) : undefined;
  if (asked?.kind === 'there') {
    // It lives on, and only the listing lacks it.
    return put(store, port, { since: listedAt, listings: 0, told: false }, listedAt);
  }
  if (asked?.kind !== 'not_there') return put(store, port, missing, listedAt);
  await store.transaction(async (tx) => {
    const request = await tx.requests.lock(port.requestId);
    const now = await tx.ports.of(port.requestId);
    if (request?.state.status !== 'ordered' || !now || now.listedAt > listedAt || now.missing?.told) return;
    await tx.ports.put({ ...now, missing: { ...missing, told: true } });
    await tellMissing(tx, request, now, { since, listings });
  });
}

async function put(store: Store, port: Port, missing: Port['missing'], listedAt: number): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.requests.lock(port.requestId);
    const now = await tx.ports.of(port.requestId);
    if (request?.state.status !== 'ordered' || !now || now.listedAt > listedAt) return;
    await tx.ports.put({ ...now, missing });
  });
}

async function tellMissing(
  tx: Tx,
  { id: requestId, revision, fingerprint }: Request,
  { interconnectId, region }: Port,
  { since, listings }: { since: number; listings: number },
): Promise<void> {
  const detail = { interconnectId, region, since, listings };
  await tx.audit.add({ requestId, actor: null, event: 'port_missing', revision, fingerprint, detail });
  await tx.outbox.add(requestId, 'channel', { kind: 'missing', ...detail });
}

/** A port that was told as missing is listed again. */
export async function tellListedAgain(
  tx: Tx,
  { id: requestId, revision, fingerprint }: Request,
  { interconnectId, state }: Port,
): Promise<void> {
  const detail = { interconnectId, state };
  await tx.audit.add({ requestId, actor: null, event: 'port_listed_again', revision, fingerprint, detail });
  await tx.outbox.add(requestId, 'channel', { kind: 'listed_again', ...detail });
}
