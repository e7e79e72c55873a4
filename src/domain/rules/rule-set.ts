import type { Order } from '../request/order.ts';
import type { Members } from './members.ts';
import { type Deciding, groupsOf, namedBy, type PersonOrGroup } from './policy.ts';

/** What a rule looks at; a list is "one of", and what is left out takes everything. */
export interface Match {
  region?: readonly string[];
  location?: readonly string[];
  bandwidth?: readonly string[];
  account?: readonly string[];
  lag?: boolean;
  macsec?: boolean;
  requester?: readonly PersonOrGroup[];
}

/** What a rule wants of one tag; `values`: it has to have one of these, where it is there. */
export interface WantedTag {
  key: string;
  required: boolean;
  values?: readonly string[];
}

/** A rule as it was written: people and groups by their IDs. */
export interface WrittenRule extends Deciding {
  /** Unique among the rules. */
  name: string;
  match: Match;
  /** Who may ask; empty where every member of the workspace may. */
  request: readonly PersonOrGroup[];
  approve: readonly PersonOrGroup[];
  quorum: number;
  expiryHours: number;
  /** What the form checks, and nothing later. */
  tags?: readonly WantedTag[];
  /** A regular expression that names match. */
  namePattern?: string;
}

/** What a rule is chosen for; `accountId` is null while the account isn't known. */
export interface AskedFor {
  order: Pick<Order, 'region' | 'location' | 'bandwidth' | 'lagId' | 'requestMACSec'>;
  accountId: string | null;
  requesterId: string;
}

/** What a rule looks at, the requester left out, in the form's order. */
export const CRITERIA = ['account', 'region', 'location', 'bandwidth', 'lag', 'macsec'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** The first rule that matches. `groups` has who is in each group of `groupsToChoose`. */
export function chooseRule<R extends WrittenRule>(
  rules: readonly R[],
  asked: AskedFor,
  groups: Members['groups'],
): R | undefined {
  return rules.find(({ match }) => missed(match, asked).length === 0 && isFor(match, asked, groups));
}

/**
 * The rules of which one applies where nobody knows who is in which group: in the order in which they are tried, up to the
 * first that applies in any case.
 */
export function mayApply<R extends WrittenRule>(rules: readonly R[], asked: AskedFor): R[] {
  const fitting = rules.filter(
    ({ match }) =>
      missed(match, asked).length === 0 &&
      (isFor(match, asked, new Map()) || match.requester?.some(({ kind }) => kind === 'group')),
  );
  const sure = fitting.findIndex(({ match }) => isFor(match, asked, new Map()));
  return sure < 0 ? fitting : fitting.slice(0, sure + 1);
}

/** The groups by which a rule might be chosen for this, by ID; no others have to be known. */
export function groupsToChoose(rules: readonly WrittenRule[], asked: AskedFor): string[] {
  const fitting = rules.filter(({ match }) => missed(match, asked).length === 0);
  return groupsOf(...fitting.map(({ match }) => ({ approvers: match.requester ?? [] })));
}

/** What of an order and its account a rule doesn't take. */
export function missed(match: Match, { order, accountId }: AskedFor): Criterion[] {
  const is: Record<Criterion, string | boolean | null> = {
    account: accountId,
    region: order.region,
    location: order.location,
    bandwidth: order.bandwidth,
    lag: order.lagId !== undefined,
    macsec: order.requestMACSec,
  };
  return CRITERIA.filter((criterion) => {
    const wanted = match[criterion];
    if (wanted === undefined) return false;
    const given = is[criterion];
    return typeof wanted === 'boolean' ? wanted !== given : !wanted.some((value) => value === given);
  });
}

/** Whether a rule is for whoever asks. */
export function isFor({ requester }: Match, { requesterId }: AskedFor, groups: Members['groups']): boolean {
  return requester === undefined || namedBy(requester, groups, requesterId) !== undefined;
}
