/** The lists of the Home tab, each with pages of its own. */
export const HOME_LISTS = ['waiting', 'mine', 'ports'] as const;
export type HomeList = (typeof HOME_LISTS)[number];
/** Which page of each list somebody looks at; the first is 0. */
export type HomePages = Record<HomeList, number>;

export const FIRST_PAGES: HomePages = { waiting: 0, mine: 0, ports: 0 };

/** The Home tab of one person who has opened it. */
export interface Home {
  userId: string;
  pages: HomePages;
  /** Goes up whenever it may have something else to show. */
  wanted: number;
  /** What `wanted` was when it was last drawn. */
  drawn: number;
  /** A digest of what was last drawn; null where nobody knows what Slack shows. */
  shown: string | null;
  /** How often in a row Slack didn't take it. */
  failures: number;
}
