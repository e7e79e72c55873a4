import type { Home, HomePages } from '../domain/home.ts';

/** What became of drawing a Home tab. */
export interface HomeDrawn {
  /** A digest of what Slack shows; null where nobody knows. */
  shown: string | null;
  /** Whether its person may decide anything; undefined where that was not found out. */
  decides?: boolean | undefined;
  failures: number;
  /** When it is tried again, where nothing else asks for it; null for not before something does. */
  againInMs: number | null;
}

/** Whose Home tabs are meant: everybody's, or those of some people and, if `deciding`, of all who may decide something. */
type Whose = 'everybody' | { people: readonly string[]; deciding: boolean };

export interface HomeReads {
  /** Those of them who have opened theirs. */
  of(whose: Whose): Promise<string[]>;
}

/** The Home tabs of those who have opened them. */
export interface Homes extends HomeReads {
  /** Somebody opens theirs, or turns to some of these pages; due in so many milliseconds, unless `drawn` comes before. */
  open(userId: string, pages: Partial<HomePages> | undefined, againInMs: number): Promise<Home>;
  /** Asks for these people's homes to be drawn again. */
  want(userIds: readonly string[]): Promise<void>;
  /** Takes the longest-waiting due home that nobody holds. */
  claim(leaseMs: number): Promise<{ home: Home; token: number } | undefined>;
  /** Writes what became of drawing a home as it was, and gives a claimed one (`token`) back. */
  drawn(home: Home, drawn: HomeDrawn, token?: number): Promise<void>;
}
