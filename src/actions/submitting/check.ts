import { type Accounts, accountMeant } from '../../domain/account.ts';
import { checkAgainstCatalog, findLocation } from '../../domain/catalog/catalog.ts';
import { devicesAt, unusual } from '../../domain/catalog/unusual.ts';
import type { Person } from '../../domain/person.ts';
import { checkOrder, type Order } from '../../domain/request/order.ts';
import { counts, NOBODY } from '../../domain/rules/members.ts';
import { ownPeople } from '../../domain/rules/permission.ts';
import { eligible, groupsOf, type Rule, unreachable } from '../../domain/rules/policy.ts';
import type { AskedFor } from '../../domain/rules/rule-set.ts';
import { unwanted } from '../../domain/rules/unwanted.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import type { Directory } from '../../interfaces/directory.ts';
import type { RuleFor } from '../deciding/rule-for.ts';
import { type NotAsking, whyNotAskingFor } from './may-ask.ts';
import { unseeing } from './own-messages.ts';
import type { Submission } from './submit.ts';

/** What a sent form asks for, as it was read. */
export interface Asked {
  /** Slack's name of the sent form: the same form sent twice makes one request. */
  submissionId: string;
  requester: Person;
  /** The account that was chosen; undefined where the form offered no choice. */
  accountId: string | undefined;
  /** For whom they ask, where that is somebody else. */
  beneficiary: Person | null;
  reason: string;
  order: Order;
  /** What is wrong with the tags as they were typed; the order holds those that could be read. */
  tagProblems: string[];
}

/** What an order is checked against, all of it in memory. */
export interface CheckDeps {
  directory: Directory & {
    /** Whether a person gets to see the card. */
    reachable(userId: string): boolean;
  };
  catalog: Catalog;
  /** The accounts that ports may be ordered in, and their Regions. */
  accounts: Accounts;
  /** The rule that applies now, with the names of now; it is stored with the request. */
  ruleFor: (asked: AskedFor) => RuleFor;
  /** The account that orders are for, once known, where there is only one. */
  account: () => string | undefined;
  rules: { approvalChannel: string; dryRun: boolean };
}

/** Refused, each reason beside its field; or as it may be recorded. */
export type Checked =
  | { kind: 'refused'; violations: Violation[] }
  | NotAsking
  | { kind: 'fits'; submission: Submission };

const NO_ACCOUNT = 'Choose an account that is offered.';

/** What is asked for, against what AWS takes and offers, the rules, and who could ever approve it. Waits for nothing. */
export function check(deps: CheckDeps, asked: Asked): Checked {
  const { order, submissionId, requester } = asked;
  // Whoever chooses themselves asks for nobody else.
  const beneficiary = asked.beneficiary?.id === requester.id ? null : asked.beneficiary;
  const account = accountMeant(deps.accounts, asked.accountId);
  const accountId = account?.id ?? deps.account() ?? null;
  // The form may be another process's, or older than the last start: nothing is asked for elsewhere than it said.
  if (!account || (asked.accountId ?? accountId) !== accountId)
    return { kind: 'refused', violations: [{ field: 'account', message: NO_ACCOUNT }] };
  const catalog = deps.catalog.of({ accountId: account.id, region: order.region });
  const reason = asked.reason.trim();
  const isChosen = order.location !== '' && order.bandwidth !== '';
  const violations: Violation[] = [
    ...checkOrder(order, asked.reason).filter(({ field }) => field !== 'tags'),
    ...asked.tagProblems.map((message) => ({ field: 'tags', message }) as const),
    ...checkBeneficiary(deps, beneficiary),
    ...(isChosen ? checkCatalog(order, catalog) : []),
  ];
  // What is still to be chosen is no reason to say that no rule takes it.
  if (!isChosen) return { kind: 'refused', violations };
  const found = deps.ruleFor({ order, accountId, requesterId: requester.id });
  if (found.kind === 'no_rule') return { kind: 'refused', violations: [...violations, found.why] };
  if (found.kind === 'unchecked') return found;
  const { rule, requesters, wants } = found;
  const barred = whyNotAskingFor(deps, { requesters, rule: rule.name }, requester.id);
  if (barred) return barred;
  const asking = { requester, beneficiary };
  const byDm = unseeingApprovers(deps, rule, asking);
  violations.push(...unwanted(wants, order), ...checkReach(deps, rule, asking, byDm));
  if (violations.length > 0) return { kind: 'refused', violations };
  const submission: Submission = {
    submissionId,
    requester,
    beneficiary,
    reason,
    order,
    locationName: findLocation(catalog, order.location)?.name ?? order.location,
    warnings: unusual(order, catalog),
    accountId,
    accountLabel: account.label,
    rule,
    dryRun: deps.rules.dryRun,
    approvalChannel: deps.rules.approvalChannel,
    unseeing: byDm,
    devices: devicesAt(order.location, catalog),
  };
  return { kind: 'fits', submission };
}

function checkCatalog(...args: Parameters<typeof checkAgainstCatalog>): Violation[] {
  const [, catalog] = args;
  if (catalog.readAt !== undefined || catalog.refusal) return checkAgainstCatalog(...args);
  const message = `AWS has not told yet what ${catalog.region} offers. Send the form again in a minute.`;
  return [{ field: 'location', message }];
}

/** Approvers who don't see the card, as far as it is known who they are. */
function unseeingApprovers({ directory }: CheckDeps, rule: Rule, asking: Asking): string[] {
  const listed = directory.members(groupsOf(rule), []);
  const people = eligible(rule, 'unchecked' in listed ? NOBODY : listed.members, ownPeople(asking));
  return unseeing(people, directory.reachable);
}

type Asking = Pick<Asked, 'requester' | 'beneficiary'>;

function checkReach(
  { directory }: CheckDeps,
  rule: Rule,
  asking: Asking,
  byDm: readonly string[],
): Violation[] {
  const listed = directory.members(groupsOf(rule), []);
  // A stale list keeps nobody from asking; the vote will be checked against a fresh one.
  if ('unchecked' in listed) return [];
  const reached = (id: string) => directory.reachable(id) || byDm.includes(id);
  const message = unreachable(rule, listed.members, asking, reached);
  return message === undefined ? [] : [{ field: 'reason', message }];
}

/** A port is asked for members of this workspace alone: nobody else is sure to be kept from approving it. */
function checkBeneficiary({ directory }: CheckDeps, beneficiary: Person | null): Violation[] {
  if (!beneficiary) return [];
  const listed = directory.members([], [beneficiary.id]);
  const message =
    'unchecked' in listed
      ? "I couldn't check who that is. Send the form again in a minute."
      : counts(listed.members, beneficiary.id)
        ? undefined
        : 'Only for members of this workspace: no guests, no bots, nobody of another organisation.';
  return message === undefined ? [] : [{ field: 'beneficiary', message }];
}
