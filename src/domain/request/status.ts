import type { RequestState, Status } from './request.ts';

/** The worker that takes a request up when it is due. */
export type RequestWork = 'place' | 'reconcile' | 'tend';

interface Traits {
  /** Null where only people, or the listing of its Region, move it. */
  work: RequestWork | null;
  /** When its work is due: at once or when the last step said, or when the time of something has come that is due by then. */
  due: 'soon' | 'in_time' | null;
  /** A worker will find its port by the tag. */
  searched: boolean;
  /** It waits before an order: what holds ordering up is shown on its messages. */
  waits: boolean;
  /** It asks for something still: neither ended nor followed at AWS. */
  open: boolean;
  /** Nothing can happen to it any more; "Request again" makes a new request. */
  ended: boolean;
}

const UNDECIDED = { work: 'tend', due: 'in_time', searched: false, open: true, ended: false } as const;
const ORDERING = { due: 'soon', searched: true, open: true, ended: false } as const;
const ENDED = { work: null, due: null, searched: false, waits: false, open: false, ended: true } as const;

/** All that depends on a request's status alone, for code and SQL. */
export const STATUS = {
  awaiting_approval: { ...UNDECIDED, waits: true },
  sent_back: { ...UNDECIDED, waits: false },
  refused: { ...UNDECIDED, waits: false },
  approved: { ...ORDERING, work: 'place', waits: true },
  placing: { ...ORDERING, work: 'place', waits: false },
  unsettled: { ...ORDERING, work: 'reconcile', waits: false },
  needs_decision: { ...ORDERING, work: 'reconcile', waits: true },
  ordered: { work: null, due: null, searched: false, waits: false, open: false, ended: false },
  rejected: ENDED,
  withdrawn: ENDED,
  expired: ENDED,
  rehearsed: ENDED,
  abandoned: ENDED,
  closed: ENDED,
} as const satisfies Record<Status, Traits>;

/** The statuses of which this is true. */
export function statusesWhere(holds: (traits: Traits) => boolean): Status[] {
  return (Object.keys(STATUS) as Status[]).filter((status) => holds(STATUS[status]));
}

/** Whether nothing can happen to a request any more. */
export function hasEnded({ status }: RequestState): boolean {
  return STATUS[status].ended;
}
