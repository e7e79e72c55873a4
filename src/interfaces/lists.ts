import type { Request } from '../domain/request/request.ts';

/** One page of a list. */
interface Page {
  offset: number;
  limit: number;
}

/** Which requests: somebody's own, what people have to decide, what is neither over nor ordered, or what has a port. */
export type ListQuery =
  | ({ list: 'mine'; userId: string } & Page)
  | ({ list: 'undecided' } & Page)
  | ({ list: 'open' } & Page)
  | ({ list: 'ports' } & Page);

/** A request as lists show it. */
export interface Listed {
  list: ListQuery['list'];
  request: Request;
  /** How many votes for its approval there are, of the current revision. */
  approvals: number;
  /** The choice of whoever looks, about the approval of the current revision; null where they made none. */
  own: string | null;
  port:
    | { interconnectId: string; state: string; since: number; orderedAt: number; missingSince: number | null }
    | undefined;
  /** The card in the approvals channel, once it was posted. */
  card: { channel: string; ts: string } | undefined;
}

/** Requests and ports in pages. */
export interface Lists {
  /** Several lists at once, in one statement, as somebody sees them; each in its order. Throws UnreadableRowError. */
  read(queries: readonly ListQuery[], userId: string): Promise<Listed[]>;
  /** The requests that hold, or held, a port of this ID. */
  holding(interconnectId: string): Promise<string[]>;
}
