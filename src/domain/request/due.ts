import { hoursAfter, PUT_OFF_MOST_MS } from '../time.ts';
import type { Request } from './request.ts';
import { type RequestWork, STATUS } from './status.ts';

/** What is due to a request that waits for people, each at a time of its own. */
type InTime = 'expire' | 'escalate' | 'remind';

/** What a request calls for: what its order needs, or whatever of the time in which people decide is due. */
export type RequestDue = Exclude<RequestWork, 'tend'> | InTime;

/** What of a request its times depend on. */
type Timed = Pick<Request, 'state' | 'rule' | 'askedAt' | 'reminded' | 'escalatedAt' | 'expiresAt'>;

/** The end goes before all else; and whoever is told that more people may decide needs no reminder beside it. */
const FIRST = ['expire', 'escalate', 'remind'] as const;

/**
 * What a request calls for at a moment, by itself alone; undefined where that is nothing yet. Whoever takes a request
 * up asks this: when its row is due says only when to ask.
 */
export function dueNow(request: Timed, now: number): RequestDue | undefined {
  const { work } = STATUS[request.state.status];
  if (work === null) return undefined;
  if (work !== 'tend') return work;
  const at = times(request);
  return FIRST.find((what) => at[what] <= now);
}

/**
 * When a request in this state is to be taken up next; null where only people, or the listing of its Region, move it.
 * `workAt`: when its work is to be done, if that isn't to wait for a time of its own. Epoch milliseconds.
 */
export function dueAt(request: Timed, workAt: number, now: number): number | null {
  const { due } = STATUS[request.state.status];
  if (due === null) return null;
  const next = due === 'soon' ? workAt : Math.min(...Object.values(times(request)));
  return Math.min(next, now + PUT_OFF_MOST_MS);
}

/** A request of which people are reminded now: whatever was due before it is never told. */
export function asReminded<R extends Timed>(request: R, now: number): R {
  return { ...request, reminded: reminders(request).filter((at) => at <= now).length };
}

/** A request that more people may decide from now on, who are told so: that is as good as any reminder due by now. */
export function asEscalated<R extends Timed>(request: R, now: number): R {
  return { ...asReminded(request, now), escalatedAt: now };
}

function times(request: Timed): Record<InTime, number> {
  const { state, rule, askedAt, reminded, escalatedAt, expiresAt } = request;
  const never = Number.POSITIVE_INFINITY;
  if (state.status !== 'awaiting_approval') return { expire: expiresAt, escalate: never, remind: never };
  const { escalate } = rule;
  return {
    expire: expiresAt,
    escalate: escalate && escalatedAt === null ? hoursAfter(askedAt, escalate.afterHours) : never,
    remind: reminders(request)[reminded] ?? never,
  };
}

/** When people are reminded, in this order. */
function reminders({ rule, askedAt }: Timed): number[] {
  return (rule.remindHours ?? []).map((hours) => hoursAfter(askedAt, hours)).toSorted((a, b) => a - b);
}
