import { DAY, MINUTE } from '../../domain/time.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';
import { noteHouse } from '../operating/note-house.ts';

const DUTY = 'audit-heads';
/** Whoever takes its turn has so long; should it die or fail, another process tries then. */
const TURN_MS = 10 * MINUTE;

/** Heads that are to be written: the day in UTC, as in 2026-11-29, and since when they are; null before the first. */
export interface HeadsDue {
  day: string;
  since: number | null;
  now: number;
}

/** Whether today's heads are still to be written, by whichever process; days that nobody was there are not made up for. */
export function headsDue({ store }: { store: Pick<Store, 'read'> }): Promise<HeadsDue | undefined> {
  return store.read(async (at) => {
    const day = dayOf(at.now);
    const last = await lastDay(at);
    if (last !== undefined && last >= day) return undefined;
    return { day, since: last === undefined ? null : Date.parse(last) + DAY, now: at.now };
  });
}

/** True for one process at a time, if they are still to be written. */
export function takeHeads({ store }: { store: Store }, { day }: HeadsDue): Promise<boolean> {
  return store.transaction(async (tx) => !(await isKept(tx, day)) && tx.duties.take(DUTY, TURN_MS));
}

/** Notes in the house's trail that they were written. */
export function noteHeads(
  { store }: { store: Store },
  kept: { day: string; count: number; keyId: string | null },
): Promise<void> {
  return store.transaction(async (tx) => {
    if (!(await isKept(tx, kept.day))) await noteHouse(tx, { type: 'heads_kept', ...kept }, null);
  });
}

async function isKept(at: Snapshot, day: string): Promise<boolean> {
  const last = await lastDay(at);
  return last !== undefined && last >= day;
}

async function lastDay(at: Snapshot): Promise<string | undefined> {
  const { detail } = (await at.house.last('heads_kept')) ?? {};
  return typeof detail?.day === 'string' ? detail.day : undefined;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
