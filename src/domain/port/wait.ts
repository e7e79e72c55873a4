import { type AlarmTimes, UNANSWERED_MS } from './alarm-times.ts';
import { loaEndsAt } from './deadlines.ts';
import type { Port } from './port.ts';

/** What a port waits for; `keys`: for its MACsec keys, `outage`: for the light that it lost. */
export type WaitFor = 'aws' | 'cross_connect' | 'keys' | 'light' | 'outage';

/** A port that still waits, as people are told it. Times are epoch milliseconds. */
export interface Wait {
  for: WaitFor;
  state: string;
  since: number;
  /** Since then; milliseconds. */
  passed: number;
  /** When it becomes urgent; null where nobody knows, or it is so already. */
  urgentAt: number | null;
  /** When the LOA-CFA expired with which it waits, if it has. */
  expiredAt?: number;
}

/** Of a port, what its waiting depends on. */
export type Waiter = Pick<Port, 'state' | 'stateSince' | 'firstAvailableAt' | 'history' | 'seen'>;

/** What a port in its state waits for; undefined where it waits for nothing that anybody knows. */
export function waitFor({
  state,
  firstAvailableAt,
}: Pick<Port, 'state' | 'firstAvailableAt'>): WaitFor | undefined {
  const isLit = firstAvailableAt !== null;
  switch (state) {
    case 'requested':
      return 'aws';
    case 'pending':
      return isLit ? 'keys' : 'cross_connect';
    case 'down':
      return isLit ? 'outage' : 'light';
    default:
      return undefined;
  }
}

/** Since when a port waits for what it waits for: an outage doesn't begin anew where AWS's word was another meanwhile. */
export function waitsSince({ state, stateSince, history: { darkSince } }: Waiter): number {
  return state === 'down' ? (darkSince ?? stateSince) : stateSince;
}

/** A port's wait as it is at a moment. */
export function waitAt(port: Waiter, what: WaitFor, times: AlarmTimes, now: number): Wait {
  const since = waitsSince(port);
  const urgent = urgentTimes(port, what, since, times).filter((at) => at > now);
  const urgentAt = urgent.length === 0 ? null : Math.min(...urgent);
  const endsAt = letterEnds(port, what);
  const expired = endsAt !== undefined && endsAt <= now ? { expiredAt: endsAt } : {};
  return { for: what, state: port.state, since, passed: now - since, urgentAt, ...expired };
}

/** When the letter expires by which it is connected; undefined where none is waited with. */
function letterEnds({ seen }: Waiter, what: WaitFor): number | undefined {
  if (what !== 'cross_connect' && what !== 'light') return undefined;
  return seen.loaIssueTime === undefined ? undefined : loaEndsAt(seen.loaIssueTime);
}

function urgentTimes(port: Waiter, what: WaitFor, since: number, times: AlarmTimes): number[] {
  if (what === 'aws') return [since + times.requestedMs, since + UNANSWERED_MS];
  return [letterEnds(port, what) ?? []].flat();
}
