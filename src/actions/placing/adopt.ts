import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { differences, isGone, showsTag } from '../../domain/port/port.ts';
import type { Request, RequestEvent } from '../../domain/request/request.ts';
import { transition } from '../../domain/request/transition.ts';
import { REQUEST_TAG } from '../../domain/tags.ts';
import { SECOND } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { wantFollowing } from '../following/duty.ts';
import { noteOrphan } from '../following/orphan.ts';
import { advance } from '../lifecycle/advance.ts';

/**
 * A port found by this request's tag becomes its port: announced, followed, not ordered again. False where the
 * request can't take it, because it has ended meanwhile or another holds the port: that is announced instead.
 */
export async function adopt(
  tx: Tx,
  request: Request,
  found: { accountId: string; interconnect: ListedInterconnect },
  when: 'settling' | 'before_placing',
  lease: Lease,
): Promise<boolean> {
  const { interconnectId, state: portState } = found.interconnect;
  const event = { type: 'found', interconnectId, portState, at: tx.now } as const;
  const ordered = await takePort(tx, request, found, event, { how: when, lease, awsRequestId: undefined });
  if (!ordered) {
    await noteOrphan(tx, request, interconnectId);
    return false;
  }
  await tx.outbox.add(request.id, 'channel', { kind: 'adopted', interconnectId, found: when });
  await tellOrdered(tx, ordered, found.interconnect, undefined);
  return true;
}

/** Where nothing is listed yet. */
const SOON_MS = 5 * SECOND;

/** How a port came to its request. */
type How = 'answer' | 'late_answer' | 'settling' | 'before_placing' | 'named';

/** Gives a port to a request, in the transaction that makes it `ordered`; undefined if either can't be. */
export async function takePort(
  tx: Tx,
  request: Request,
  { accountId, interconnect }: { accountId: string | null; interconnect: ListedInterconnect },
  event: Extract<RequestEvent, { type: 'created' | 'found' | 'named' }>,
  { how, ...options }: { how: How; lease?: Lease; awsRequestId: string | undefined },
): Promise<Request | undefined> {
  if (!transition(request.state, event)) return undefined;
  const free = await tx.ports.add({
    requestId: request.id,
    accountId: request.accountId ?? accountId,
    region: request.order.region,
    interconnectId: interconnect.interconnectId,
    state: interconnect.state,
    stateSince: tx.now,
    orderedAt: tx.now,
    firstAvailableAt: interconnect.state === 'available' ? tx.now : null,
    seen: interconnect,
    listedAt: tx.now,
    missing: null,
  });
  if (!free) return undefined;
  await wantFollowing(
    tx,
    { accountId: request.accountId ?? accountId, region: request.order.region },
    SOON_MS,
  );
  const actor = 'by' in event ? event.by : null;
  return advance(tx, request, event, { actor, ...options, detail: { how, seen: interconnect } });
}

/** The lines that every newly ordered port gets: its state, what AWS answered, and whatever differs. */
export async function tellOrdered(
  tx: Tx,
  request: Request,
  seen: ListedInterconnect,
  awsRequestId: string | undefined,
): Promise<void> {
  const { interconnectId, state } = seen;
  const { region, requestMACSec: macsec } = request.order;
  await tx.outbox.add(request.id, 'channel', {
    kind: 'port_state',
    interconnectId,
    state,
    lostLight: false,
    days: 0,
  });
  const audit = await tx.audit.head(request.id);
  await tx.outbox.add(request.id, 'channel', {
    kind: 'facts',
    seen,
    region,
    awsRequestId,
    macsec,
    ...(audit ? { audit } : {}),
  });
  const different = differences(request.order, seen);
  if (!showsTag(seen, REQUEST_TAG, request.id)) {
    different.push(`AWS shows it without the tag ${REQUEST_TAG}.`);
  }
  if (different.length > 0) {
    await tx.outbox.add(request.id, 'channel', { kind: 'different', interconnectId, differences: different });
  }
  const last = isGone(state)
    ? await advance(tx, request, { type: 'port_gone', at: tx.now }, { actor: null })
    : request;
  await tx.outbox.add(request.id, 'dm', { kind: 'step', state: last?.state ?? request.state });
}
