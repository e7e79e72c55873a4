import { HOUR } from '../time.ts';
import { LOA_MS, UNANSWERED_MS } from './alarm-times.ts';
import type { Port } from './port.ts';

/** So long AWS may take to have a port ready. Source: Direct Connect user guide, "Request a connection". */
const READY_MS = 72 * HOUR;

/** Until when AWS may take to have an ordered port ready; epoch milliseconds. */
export function readyBy({ orderedAt }: Pick<Port, 'orderedAt'>): number {
  return orderedAt + READY_MS;
}

/** Until when a mail of AWS's has to be answered, if it writes one; epoch milliseconds. */
export function answerBy({ orderedAt }: Pick<Port, 'orderedAt'>): number {
  return orderedAt + UNANSWERED_MS;
}

/** Until when an LOA-CFA of that time is valid; epoch milliseconds. */
export function loaEndsAt(issuedAt: number): number {
  return issuedAt + LOA_MS;
}
