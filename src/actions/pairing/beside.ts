import type { Order } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import { notDiverse, sameNameAs } from '../../domain/request/second.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Snapshot, Tx } from '../../interfaces/store.ts';
import { partnerOf } from './partner.ts';

/** A second port is asked for. */
interface Asked {
  order: Order;
  /** The request in whose place it is asked for, by ID, which is the second port no more. */
  after: string | undefined;
  /** The AWS devices that the last listing of all ports shows at its location. */
  devices: readonly string[];
}

/** Why no second port can be asked for; else the request beside whose port it will be, locked, and what to know of that. */
export type Beside =
  | { kind: 'beside'; first: Request; warnings: string[] }
  | { kind: 'moved_on' }
  | HasSecond
  | { kind: 'refused'; violations: Violation[] };

/** It has its second port already, or one is asked for. */
export interface HasSecond {
  kind: 'has_second';
  first: Request;
  second: Request;
}

/** Locks the request beside whose port a second one is asked for: two at once make one pair. */
export async function lockFirst(tx: Tx, firstId: string, asked: Asked): Promise<Beside> {
  const first = await tx.requests.lock(firstId);
  if (!first || !isOpen('order_second', first.state)) return { kind: 'moved_on' };
  const partner = await partnerOf(tx, firstId);
  if (partner && partner.request.id !== asked.after)
    return { kind: 'has_second', first, second: partner.request };
  const wrong = sameNameAs(first, asked.order);
  if (wrong) return { kind: 'refused', violations: [wrong] };
  return { kind: 'beside', first, warnings: await pairWarnings(tx, first, asked) };
}

/** What is known beforehand to keep the two from being diverse, a sentence each. */
export async function pairWarnings(
  at: Snapshot,
  { id, order }: Request,
  asked: Pick<Asked, 'order' | 'devices'>,
): Promise<string[]> {
  const seen = (await at.ports.of(id))?.seen;
  return notDiverse(asked.order, { order, seen }, asked.devices);
}
