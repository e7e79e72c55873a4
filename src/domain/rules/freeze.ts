import type { Person } from '../person.ts';

/** Ordering is frozen for every process of this store, until somebody unfreezes it. */
export interface Freeze {
  by: Person;
  reason: string;
  at: number;
}
