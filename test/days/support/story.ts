import type { AuditRow } from '../../../src/domain/audit.ts';

/** What a trail has told so far of its port. Times are epoch milliseconds. */
export interface Story {
  interconnectId: string;
  state: string;
  orderedAt: number;
  /** It has carried light before. */
  isLit: boolean;
  /** Since when it lacks the light that it had. */
  darkSince: number | undefined;
  /** Since when it is in its state; of an outage, since the light was lost. */
  waitsSince: number;
  /** It comes and goes, and that was told. */
  flapping: boolean;
  /** Listings have lost it, and that was told. */
  missing: boolean;
  /** Somebody looks after what it waits for. */
  quiet: boolean;
}

export function begin(): Story {
  return {
    interconnectId: '',
    state: '',
    orderedAt: 0,
    isLit: false,
    darkSince: undefined,
    waitsSince: 0,
    flapping: false,
    missing: false,
    quiet: false,
  };
}

const COMING_AND_GOING = new Set(['available', 'down', 'unknown']);
/** Alarms about what a port waits for. */
const OF_A_WAIT = new Set(['requested', 'unanswered', 'loa', 'light_lost', 'flapping']);

/** The same once a row more was told. */
export function after(story: Story, row: AuditRow): Story {
  const { event, detail, at } = row;
  const kind = (detail.alarm as { kind?: string } | undefined)?.kind;
  if (event === 'alarm_raised')
    return { ...story, missing: story.missing || kind === 'missing', quiet: false };
  if (event === 'alarm_taken') return { ...story, quiet: story.quiet || OF_A_WAIT.has(kind ?? '') };
  if (event === 'port_stable') return { ...story, flapping: false };
  if (event === 'port_listed_again') return { ...story, missing: false };
  const seen = detail.seen as { interconnectId: string; state: string } | undefined;
  if (!seen) return story;
  const carried = (detail.alarm as { alarm?: { kind: string } } | undefined)?.alarm?.kind;
  const { interconnectId, state } = seen;
  const isMoved = state !== story.state;
  const isLit = story.isLit || state === 'available';
  const isDark = state === 'down' && story.isLit;
  const darkSince = state === 'available' ? undefined : (story.darkSince ?? (isDark ? at : undefined));
  const flapping = carried === 'flapping' || (story.flapping && COMING_AND_GOING.has(state));
  return {
    interconnectId,
    state,
    orderedAt: story.state === '' ? at : story.orderedAt,
    isLit,
    darkSince,
    waitsSince: isMoved ? (isDark && darkSince !== undefined ? darkSince : at) : story.waitsSince,
    flapping,
    missing: false,
    quiet: story.quiet && (!isMoved || (flapping && story.flapping)),
  };
}
