import { DAY, HOUR } from '../time.ts';
import type { Port } from './port.ts';

/** So long AWS may take to have a port ready. Source: user guide, "Request a connection". */
const READY_MS = 72 * HOUR;
/** An order whose mail nobody answers for so long is deleted. Source: the same. */
const ANSWER_MS = 7 * DAY;
/** So long an LOA-CFA allows the cross connect; the port is billed afterwards whether it carries light or not. */
const LOA_MS = 90 * DAY;

/** Until when AWS may take to have an ordered port ready; epoch milliseconds. */
export function readyBy({ orderedAt }: Pick<Port, 'orderedAt'>): number {
  return orderedAt + READY_MS;
}

/** Until when a mail of AWS's has to be answered, if it writes one; epoch milliseconds. */
export function answerBy({ orderedAt }: Pick<Port, 'orderedAt'>): number {
  return orderedAt + ANSWER_MS;
}

/** Until when an LOA-CFA of that time is valid; epoch milliseconds. */
export function loaEndsAt(issuedAt: number): number {
  return issuedAt + LOA_MS;
}
