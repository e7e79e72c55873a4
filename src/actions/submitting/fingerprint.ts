import { createHash } from 'node:crypto';
import { canonicalOrder, type Order } from '../../domain/request/order.ts';

/** SHA-256 over the canonical order and the account: what people vote on, and what alone may be sent. */
export function fingerprint(order: Order, accountId: string | null): string {
  return createHash('sha256').update(canonicalOrder(order, accountId)).digest('hex');
}

/** SHA-256 over some sentences: stands for exactly what somebody was shown. */
export function digestOf(sentences: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(sentences)).digest('hex');
}
