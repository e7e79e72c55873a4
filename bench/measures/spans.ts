/** From when to when something went on; milliseconds of the shared clock. */
export interface Moment {
  from: number;
  to: number;
}

/** When something went on that comes in pieces, as a listing does in pages. */
export interface Spans {
  note(piece: Moment): void;
  /** Whether any of it went on during a moment. */
  meet(moment: Moment): boolean;
}

/** `afterMs`: so long it goes on after each of its pieces. */
export function createSpans(afterMs: number): Spans {
  const pieces: Moment[] = [];
  return {
    note: ({ from, to }) => void pieces.push({ from, to: to + afterMs }),
    meet: ({ from, to }) => pieces.some((piece) => piece.from <= to && piece.to >= from),
  };
}
