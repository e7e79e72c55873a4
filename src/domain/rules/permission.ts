import { isEnding } from '../port/port.ts';
import type { Request, RequestState } from '../request/request.ts';
import { hasEnded } from '../request/status.ts';
import { hoursAfter } from '../time.ts';
import type { Members, Standing } from './members.ts';
import { type Approver, eligible, entitledBy, escalated, type Rule } from './policy.ts';

/** What somebody may want to do to a request; `send` is what each vote is asked once more before the order leaves. */
export type Verb =
  | 'approve'
  | 'reject'
  | 'send_back'
  | 'take_back'
  | 'withdraw'
  | 'remind'
  | 'send'
  | 'try_again'
  | 'order_again'
  | 'it_exists'
  | 'give_up'
  | 'loa_again'
  | 'edit'
  | 'request_again'
  | 'got_it'
  | 'order_second';

/** What holds now: the rule that would apply to the request today, and the store's time. */
export interface RulesNow {
  /** Undefined where no rule would let anybody ask for this any more. */
  rule: Rule | undefined;
  /** Epoch milliseconds. */
  at: number;
}

/** Why somebody may not do something to a request now. */
export type Denied =
  /** Its state doesn't allow it, or not any more. */
  | { kind: 'not_open' }
  /** The time in which it could be decided is over, though nobody has noticed yet. */
  | { kind: 'expired' }
  | { kind: 'not_requester' }
  | { kind: 'own_request' }
  /** It was asked for them. */
  | { kind: 'beneficiary' }
  /** `rule` doesn't name them: the one the request was made under, or the one of now. */
  | { kind: 'not_entitled'; rule: Rule }
  | { kind: 'no_rule' }
  /** Slack says that they are no member of this workspace. */
  | { kind: 'no_member'; standing: Exclude<Standing, 'member'> };

/** `via` and `viaNow` are the entries that let an approver decide, under the stored rule and the rule of now. */
export type Permission = { kind: 'may'; via?: Approver; viaNow?: Approver } | Denied;

type Whom = 'approvers' | 'requester' | 'requester_or_approvers' | 'own_people_or_approvers' | 'members';

/** They order nothing, and what they are about never ends by itself: the rule of then is enough. */
const WITHOUT_RULE_NOW: ReadonlySet<Verb> = new Set(['it_exists', 'give_up', 'got_it', 'loa_again']);

const UNTIL_EXPIRY: ReadonlySet<Verb> = new Set([
  'approve',
  'reject',
  'send_back',
  'take_back',
  'remind',
  'try_again',
]);

const WHOM: Record<Verb, Whom> = {
  approve: 'approvers',
  reject: 'approvers',
  send_back: 'approvers',
  // Whoever has a vote: to take it back they need no right any more.
  take_back: 'members',
  withdraw: 'requester',
  remind: 'requester',
  send: 'approvers',
  try_again: 'requester_or_approvers',
  order_again: 'approvers',
  it_exists: 'approvers',
  give_up: 'approvers',
  loa_again: 'own_people_or_approvers',
  edit: 'requester',
  request_again: 'members',
  got_it: 'own_people_or_approvers',
  order_second: 'members',
};

/**
 * Whether a person may do this to this request now: the only answer, for listeners, cards and actions. An approver has
 * to be named by the rule that the request was made under and by the rule of now, and never decides what they asked
 * for or what was asked for them.
 */
export function permission(
  verb: Verb,
  request: Request,
  who: { id: string },
  members: Members,
  now: RulesNow,
): Permission {
  if (!isOpen(verb, request.state)) return { kind: 'not_open' };
  if (UNTIL_EXPIRY.has(verb) && now.at >= request.expiresAt) return { kind: 'expired' };
  const own = who.id === request.requester.id;
  const whom = WHOM[verb];
  if (whom === 'requester') return own ? { kind: 'may' } : { kind: 'not_requester' };
  const standing = members.standings.get(who.id) ?? 'member';
  if (standing !== 'member') return { kind: 'no_member', standing };
  if (whom === 'members' || (whom === 'requester_or_approvers' && own)) return { kind: 'may' };
  if (whom === 'own_people_or_approvers' && ownPeople(request).includes(who.id)) return { kind: 'may' };
  if (own) return { kind: 'own_request' };
  if (who.id === request.beneficiary?.id) return { kind: 'beneficiary' };
  const then = ruleThen(request);
  const via = entitledBy(then, members, who.id);
  if (!via) return { kind: 'not_entitled', rule: then };
  const ruleNow = atAge(request, now);
  if (!ruleNow) return WITHOUT_RULE_NOW.has(verb) ? { kind: 'may', via } : { kind: 'no_rule' };
  const viaNow = entitledBy(ruleNow, members, who.id);
  if (!viaNow) return { kind: 'not_entitled', rule: ruleNow };
  return { kind: 'may', via, viaNow };
}

/** Whether the state of a request has room for this at all, whoever wants it: what a card may offer. */
export function isOpen(verb: Verb, state: RequestState): boolean {
  switch (verb) {
    case 'approve':
    case 'reject':
    case 'remind':
    case 'send_back':
    case 'take_back':
      return state.status === 'awaiting_approval';
    case 'withdraw':
      return (
        state.status === 'awaiting_approval' ||
        state.status === 'sent_back' ||
        state.status === 'refused' ||
        (state.status === 'approved' && state.votesFor === 0)
      );
    case 'send':
      return state.status === 'approved';
    case 'try_again':
      return state.status === 'refused';
    case 'order_again':
      return state.status === 'needs_decision' && state.tagged.length === 0 && state.attempt > 0;
    case 'it_exists':
    case 'give_up':
      return state.status === 'needs_decision';
    case 'loa_again':
      // AWS gives none before it has looked at the port, nor for one that goes.
      return state.status === 'ordered' && state.portState !== 'requested' && !isEnding(state.portState);
    case 'edit':
      return state.status === 'sent_back';
    case 'order_second':
      return state.status === 'ordered' && !isEnding(state.portState);
    case 'request_again':
      // What it was for goes on elsewhere where it was handed over.
      return state.status === 'refused' || (hasEnded(state) && !('to' in state));
    case 'got_it':
      // Also of a port that was deleted.
      return state.status === 'ordered' || state.status === 'closed';
  }
}

/** How many distinct people it takes: the larger of what the rule said then and says now. */
export function quorumOf(request: Request, ruleNow: Rule | undefined): number {
  return Math.max(request.rule.quorum, ruleNow?.quorum ?? 0);
}

/** How many distinct people's rejections end it: the smaller of then and now, since the stricter rule stops more. */
export function rejectQuorumOf(request: Request, ruleNow: Rule | undefined): number {
  return Math.min(
    ...[request.rule, ...(ruleNow ? [ruleNow] : [])].map(({ rejectQuorum = 1 }) => rejectQuorum),
  );
}

/** Whether so many people as it takes satisfy both rules at all. */
export function isReachable(request: Request, members: Members, now: RulesNow): boolean {
  const ruleNow = atAge(request, now);
  if (!ruleNow) return false;
  const own = ownPeople(request);
  const may = eligible(ruleNow, members, own);
  const both = [...eligible(ruleThen(request), members, own)].filter((id) => may.has(id));
  return both.length >= quorumOf(request, ruleNow);
}

/** Whose request it is, by ID: who asked, and for whom. Neither decides. */
export function ownPeople({ requester, beneficiary }: Pick<Request, 'requester' | 'beneficiary'>): string[] {
  return [requester.id, ...(beneficiary ? [beneficiary.id] : [])];
}

/** The rule that a request was made under, with all who decide by it since it has escalated, if it has. */
export function ruleThen({ rule, escalatedAt }: Pick<Request, 'rule' | 'escalatedAt'>): Rule {
  return escalatedAt === null ? rule : escalated(rule);
}

/** The rule of now, as far as it would have come with a request of this age. */
export function atAge({ askedAt }: Pick<Request, 'askedAt'>, { rule, at }: RulesNow): Rule | undefined {
  if (!rule?.escalate) return rule;
  return at >= hoursAfter(askedAt, rule.escalate.afterHours) ? escalated(rule) : rule;
}
