import type { Person } from '../person.ts';

/** What an alarm says, by its kind: everything that its words need. Times are epoch milliseconds. */
type AlarmSaid =
  /** AWS has not done with the order for so long. */
  | { kind: 'requested'; since: number; passed: number }
  /** AWS may wait for an answer, and deletes the order at `deletedAt`. */
  | { kind: 'unanswered'; since: number; passed: number; deletedAt: number }
  /** No light came since the LOA-CFA was issued; it ends, and billing begins, at `endsAt`. */
  | { kind: 'loa'; issuedAt: number; passed: number; endsAt: number }
  | { kind: 'light_lost'; since: number }
  /** AWS's maintenance is to be on this port and on `other`, the second of its pair, at once. */
  | { kind: 'maintenance_pair'; other: string; startsAt: number; endsAt: number | null }
  /** It came and went so often since then. */
  | { kind: 'flapping'; since: number; times: number }
  /** `mode` as AWS has it, which says whether traffic still passes. */
  | { kind: 'encryption_lost'; since: number; mode?: string }
  /** Complete listings don't show the port any more, and AWS doesn't know its ID; that is not "deleted". */
  | { kind: 'missing'; region: string; since: number; listings: number }
  /** AWS says so, or that it is about to be; the bot never deletes. `from`: its state before, since then. */
  | { kind: 'deleted'; region: string; from: string; since: number; to: string };

export type AlarmKind = AlarmSaid['kind'];

/** Which alarm of a port it is: each is raised once. */
export interface AlarmKey {
  kind: AlarmKind;
  /** When began what it is about; epoch milliseconds. */
  episode: number;
  /** Of several that grow more urgent; from 1 on. */
  step: number;
}

/** An alarm as people are told it. */
export type Raised = AlarmKey & AlarmSaid;

/** An alarm of a request's port as it is kept. Times are epoch milliseconds. */
export interface Alarm extends AlarmKey {
  requestId: string;
  raisedAt: number;
  /** False where a graver one was told in its place. */
  told: boolean;
  /** When it was over; null while it stands. */
  clearedAt: number | null;
  /** Who has said that they look after it. */
  got: { by: Person; at: number } | null;
}

/** Alarms about a wait of which people are told again and again; whoever has one is not told of the same wait. */
const OF_A_WAIT: ReadonlySet<AlarmKind> = new Set([
  'requested',
  'unanswered',
  'loa',
  'light_lost',
  'flapping',
]);

export function isOfWait(kind: AlarmKind): boolean {
  return OF_A_WAIT.has(kind);
}

/** Which alarm of its port one is, without what it says. */
export function keyOf({ kind, episode, step }: AlarmKey): AlarmKey {
  return { kind, episode, step };
}
