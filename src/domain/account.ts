import type { Where } from './where.ts';

/** An account that ports are ordered in, as the form offers it. */
export interface Account {
  /** Null: whichever the bot's own credentials belong to. */
  id: string | null;
  /** What people call it. */
  label: string | undefined;
  /** Those that are offered; the form begins with the first. */
  regions: readonly [string, ...string[]];
}

/** All that are offered; the form begins with the first. */
export type Accounts = readonly [Account, ...Account[]];

/**
 * The account that somebody means: the one of that ID, or the only one there is. Undefined where it isn't offered, or
 * isn't offered any more.
 */
export function accountMeant(accounts: Accounts, id: string | null | undefined): Account | undefined {
  return accounts.length === 1 ? accounts[0] : accounts.find((one) => one.id === id);
}

/** Every Region of every account. */
export function placesOf(accounts: Accounts): Where[] {
  return accounts.flatMap(({ id, regions }) => regions.map((region) => ({ accountId: id, region })));
}

/** What an account is called; undefined where nobody has named it. */
export function labelOf(accounts: Accounts, id: string | null): string | undefined {
  return id === null ? undefined : accounts.find((one) => one.id === id)?.label;
}
