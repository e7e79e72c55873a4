import { ownDm } from '../../domain/request/destination.ts';
import type { Request } from '../../domain/request/request.ts';
import { notified } from '../../domain/rules/notified.ts';
import type { Tx } from '../../interfaces/store.ts';
import { CARD_PATIENCE_MS } from '../delivering/deliver-message.ts';

/** So many approvers who don't see a request's card are asked by direct message. */
const UNSEEING_MOST = 20;

/** Those of these approvers, by ID, who are asked by direct message, since they don't see the card. */
export function unseeing(people: Iterable<string>, sees: (userId: string) => boolean): string[] {
  return [...people].filter((id) => !sees(id)).slice(0, UNSEEING_MOST);
}

/**
 * Asks for the direct messages of those who get one of their own about a request that is asked: approvers who don't see
 * its card, by ID, and people whom its rule lets know; they rest for `restMs` first. Whoever has one keeps it.
 */
export async function addOwnMessages(
  tx: Tx,
  request: Request,
  approvers: readonly string[],
  restMs = 0,
): Promise<void> {
  const own = [
    ...approvers.map((id) => ({ destination: ownDm('approver', id), waitMs: 0 })),
    // These link the card.
    ...notified(request).map((id) => ({ destination: ownDm('notified', id), waitMs: CARD_PATIENCE_MS })),
  ];
  if (own.length === 0) return;
  const there = new Set((await tx.messages.of(request.id)).map(({ destination }) => destination));
  for (const { destination, waitMs } of own) {
    if (!there.has(destination)) await tx.messages.add(request.id, destination, null, waitMs, restMs);
  }
}
