import { beforeEach, describe, expect, test } from 'vitest';
import { type Board, createBoard } from '../../src/workers/board.ts';

let now = 0;
let board: Board;
beforeEach(() => {
  now = 0;
  board = createBoard(() => now, 5_000);
});

test('what a commit leaves is due when it says, and only for its worker', () => {
  board.note({ kind: 'place', key: 'ic-1', inMs: 100 });
  expect([board.isDue('place'), board.nextIn()]).toEqual([false, 100]);
  now = 100;
  expect([board.isDue('place'), board.isDue('reconcile'), board.nextIn()]).toEqual([true, false, undefined]);
  board.note({ kind: 'reconcile', key: 'ic-1', inMs: 0 });
  expect([board.isDue('place'), board.isDue('reconcile')]).toEqual([false, true]);
  board.note({ kind: 'reconcile', key: 'ic-1', inMs: null });
  expect(board.isDue('reconcile')).toBe(false);
});

test('what is due later than the next look is left to it', () => {
  board.note({ kind: 'tend', key: 'ic-1', inMs: 5_001 });
  expect(board.nextIn()).toBeUndefined();
});

describe('what this process works on', () => {
  beforeEach(() => board.note({ kind: 'deliver', key: 'ic-1:dm', inMs: null, taken: true, held: true }));
  const changed = () => board.note({ kind: 'deliver', key: 'ic-1:dm', inMs: 0 });

  test('is not due again, whatever changes, until it is given back', () => {
    changed();
    expect(board.isDue('deliver')).toBe(false);
    board.note({ kind: 'deliver', key: 'ic-1:dm', inMs: 0, held: false });
    expect(board.isDue('deliver')).toBe(true);
  });

  test('may change again once its worker has ended without giving it back', () => {
    board.letGo('ic-1:dm');
    changed();
    expect(board.isDue('deliver')).toBe(true);
  });
});

describe('a worker that finds nothing', () => {
  test('takes away what was due when it began to look, and says whether a commit of this process had told so', () => {
    board.note({ kind: 'place', key: 'ic-1', inMs: 0 });
    expect(board.dry('place', board.mark())).toEqual({ byCommit: true, byLook: false });
    expect(board.isDue('place')).toBe(false);
    board.found('place', 0);
    expect(board.isDue('place')).toBe(true);
    expect(board.dry('place', board.mark())).toEqual({ byCommit: false, byLook: true });
    expect(board.isDue('place')).toBe(false);
  });

  test('takes nothing away that became due meanwhile', () => {
    const mark = board.mark();
    board.note({ kind: 'place', key: 'ic-1', inMs: 0 });
    expect(board.dry('place', mark)).toEqual({ byCommit: false, byLook: false });
    expect(board.isDue('place')).toBe(true);
  });

  test('takes nothing away that fell due only while it looked', () => {
    board.note({ kind: 'place', key: 'ic-1', inMs: 5 });
    board.found('place', 0);
    const mark = board.mark();
    now = 6;
    expect(board.dry('place', mark)).toEqual({ byCommit: false, byLook: true });
    expect(board.isDue('place')).toBe(true);
  });
});
