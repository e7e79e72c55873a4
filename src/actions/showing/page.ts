/** So many requests stand on one page of a list. */
export const PAGE = 10;

/** One page of a list; the first is 0. */
export interface Page<T> {
  entries: T[];
  page: number;
  /** There is another after it, or there may be. */
  more: boolean;
}

/** Where a page begins, and one more than it holds: whether another comes after it. */
export function pageAt(page: number): { offset: number; limit: number } {
  return { offset: page * PAGE, limit: PAGE + 1 };
}

/** A page of what was read for it. */
export function toPage<T>(rows: readonly T[], page: number): Page<T> {
  return { entries: rows.slice(0, PAGE), page, more: rows.length > PAGE };
}
