import { dueNow } from '../../domain/port/due.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Session } from '../../interfaces/direct-connect.ts';
import type { Store } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

/**
 * A complete listing of the right account doesn't show a port. After a while it is asked for by its ID; if AWS doesn't
 * know that either, it is told as missing: not as deleted, which only AWS's own word says.
 */
export async function missed(store: Store, session: Session, port: Port, listedAt: number): Promise<void> {
  const since = port.missing?.since ?? listedAt;
  const listings = (port.missing?.listings ?? 0) + 1;
  const missing = { since, listings, told: port.missing?.told ?? false };
  const due = dueNow({ missing }, listedAt);
  const asked = due === 'ask' ? await session.port(port.interconnectId) : undefined;
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
    const { interconnectId, region } = now;
    const fact = { type: 'port_missing', interconnectId, region, since, listings } as const;
    await note(tx, request, fact, { actor: null });
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
