import type { Order } from './order.ts';
import type { Outcome } from './outcome.ts';

/** One CreateInterconnect, committed before it is sent; `outcome` is null while it is open. */
export interface Attempt {
  requestId: string;
  number: number;
  accountId: string | null;
  region: string;
  endpoint: string;
  token: number;
  committedAt: number;
  deadlineAt: number;
  /** Interconnects that already bore the name before the call. */
  sameNameIds: string[];
  /** Every interconnect that was listed before the call; null in attempts of older versions. */
  listedIds: string[] | null;
  /** The order as it was sent; null in attempts of older versions. */
  sent: Order | null;
  /** Links of the order's LAG before the call; null where there is none. */
  lagLinks: number | null;
  outcome: Outcome['kind'] | null;
  closedAt: number | null;
  awsRequestId: string | null;
  errorName: string | null;
  errorMessage: string | null;
}
