/** Keeps a kind of work apart: after each piece that took its turn the next waits. */
export interface Spacing {
  /** A piece has taken its turn. */
  take(): void;
  isTaken(): boolean;
}

/** Turns are `everyMs` milliseconds apart; `onFree` is called when the next may be taken. */
export function createSpacing(everyMs: number, onFree: () => void): Spacing {
  let taken = false;
  return {
    take() {
      taken = true;
      const timer = setTimeout(() => {
        taken = false;
        onFree();
      }, everyMs);
      timer.unref();
    },
    isTaken: () => taken,
  };
}
