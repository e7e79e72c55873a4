import type { Due, Work } from '../interfaces/store.ts';

/** What is due in the store and when, as far as this process knows: from its own commits, and from each look. */
export interface Board {
  /** What a commit of this process has left, taken or given back. */
  note(due: Due): void;
  /** A look has found that something of this kind is due in so many milliseconds, whatever it is. */
  found(kind: Work, inMs: number): void;
  isDue(kind: Work): boolean;
  /** This moment; for `dry`. */
  mark(): Mark;
  /**
   * A worker that began at `mark` found nothing: what was due by then is another process's. Answers who had said that
   * there was something.
   */
  dry(kind: Work, mark: Mark): { byCommit: boolean; byLook: boolean };
  /** A worker has ended, whether it gave back what it had taken or not. */
  letGo(key: string): void;
  /** Milliseconds until the next is due that isn't yet. */
  nextIn(): number | undefined;
}

/** A moment on the board: how much was noted by then, and what the time was. */
export interface Mark {
  noted: number;
  at: number;
}

interface Entry {
  kind: Work;
  at: number;
  mark: number;
  byLook: boolean;
}

/** `now` is a monotonic clock in milliseconds. What is due later than within `horizonMs` is left to a later look. */
export function createBoard(now: () => number, horizonMs: number): Board {
  const entries = new Map<string, Entry>();
  /** What this process works on: when it is due again is known when it is given back. */
  const held = new Set<string>();
  let marks = 0;
  const set = (key: string, kind: Work, inMs: number | null, byLook = false) => {
    if (inMs === null || inMs > horizonMs) entries.delete(key);
    else entries.set(key, { kind, at: now() + inMs, mark: ++marks, byLook });
  };
  return {
    note({ kind, key, inMs, held: isHeld }) {
      if (isHeld === true) held.add(key);
      if (isHeld === false) held.delete(key);
      set(key, kind, held.has(key) ? null : inMs);
    },
    found: (kind, inMs) => set(`found:${kind}`, kind, inMs, true),
    isDue(kind) {
      const at = now();
      for (const entry of entries.values()) if (entry.kind === kind && entry.at <= at) return true;
      return false;
    },
    mark: () => ({ noted: marks, at: now() }),
    dry(kind, { noted, at }) {
      const gone = [...entries].filter(
        ([, entry]) => entry.kind === kind && entry.at <= at && entry.mark <= noted,
      );
      for (const [key] of gone) entries.delete(key);
      const by = (look: boolean) => gone.some(([, { byLook }]) => byLook === look);
      return { byCommit: by(false), byLook: by(true) };
    },
    letGo: (key) => void held.delete(key),
    nextIn() {
      const from = now();
      let next = Number.POSITIVE_INFINITY;
      for (const { at } of entries.values()) if (at > from && at < next) next = at;
      return next === Number.POSITIVE_INFINITY ? undefined : next - from;
    },
  };
}
