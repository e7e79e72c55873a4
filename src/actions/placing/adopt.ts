import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { newPort } from '../../domain/port/new-port.ts';
import { isGone } from '../../domain/port/port.ts';
import type { RequestEvent } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import { transition } from '../../domain/request/transition.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { wantFollowingSoon } from '../following/duty.ts';
import { handOver } from '../following/hand-over.ts';
import { noteOrphan } from '../following/orphan.ts';
import { advance } from '../lifecycle/advance.ts';

/** A port as it was found, and whose it is. */
interface Found {
  /** Null where nobody knows it. */
  accountId: string | null;
  interconnect: ListedInterconnect;
}

/**
 * A port found by this request's tag becomes its port: announced, followed, not ordered again. False where the
 * request can't take it, because it has ended meanwhile or another holds the port: that is announced instead.
 */
export async function adopt(
  tx: Tx,
  request: Request,
  found: Found,
  how: 'settling' | 'before_placing',
  lease: Lease,
): Promise<boolean> {
  if (await takePort(tx, request, found, { type: 'found', how }, { lease })) return true;
  await noteOrphan(tx, request, found.interconnect.interconnectId);
  return false;
}

type Taking = Extract<RequestEvent, { type: 'created' | 'found' | 'named' }>;
/** How a port came to its request, and through whom. */
type Coming = Taking extends infer T
  ? T extends Taking
    ? Pick<T, Extract<keyof T, 'type' | 'how' | 'by'>>
    : never
  : never;

/** Gives a port to a request, in the transaction that makes it `ordered`; undefined if either can't be. */
export async function takePort(
  tx: Tx,
  request: Request,
  { accountId: foundIn, interconnect: seen }: Found,
  coming: Coming,
  options: { lease?: Lease; awsRequestId?: string | undefined },
): Promise<Request | undefined> {
  const { interconnectId, state: portState } = seen;
  const event: Taking = { ...coming, interconnectId, portState, seen, at: tx.now };
  if (!transition(request.state, event)) return undefined;
  const { region } = request.order;
  const accountId = request.accountId ?? foundIn;
  const followed = await handOver(tx, { accountId, region }, interconnectId, request.id);
  const { id: requestId } = request;
  const litAt = followed?.firstAvailableAt;
  const free = await tx.ports.add(newPort({ requestId, accountId, region, seen, litAt }, tx.now));
  if (!free) return undefined;
  await wantFollowingSoon(tx, { accountId, region });
  const pairs = await tx.pairs.mark([request.id]);
  // Their cards show its port from now on.
  if (pairs.length > 0) await tx.messages.redraw(pairs.flatMap(({ first, second }) => [first, second]));
  const actor = 'by' in event ? event.by : null;
  const ordered = await advance(tx, request, event, { actor, ...options });
  if (!ordered || !isGone(portState)) return ordered;
  // Made, and deleted since: nothing is followed, and nothing ordered again.
  return (await advance(tx, ordered, { type: 'port_gone', at: tx.now }, { actor: null })) ?? ordered;
}
