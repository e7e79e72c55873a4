import type { GivenUp } from '../actions/attending/give-up.ts';
import type { Named } from '../actions/attending/name-port.ts';
import type { OrderedAgain } from '../actions/attending/order-again.ts';
import type { TriedAgain } from '../actions/attending/try-again.ts';
import type { AskedBack } from '../actions/deciding/ask-back.ts';
import type { Decided } from '../actions/deciding/decide.ts';
import type { Shut } from '../actions/deciding/open-ballot.ts';
import type { Reminded } from '../actions/deciding/remind.ts';
import type { TakenBack } from '../actions/deciding/take-back.ts';
import type { Barred, Unsure } from '../actions/deciding/who-may.ts';
import type { Withdrawn } from '../actions/deciding/withdraw.ts';
import type { GotIt } from '../actions/watching/got-it.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';
import { approverNames, type Rule } from '../domain/rules/policy.ts';
import { uncheckedAnswer } from './asking.ts';
import { names } from './status.ts';
import { utc } from './time.ts';

export const UNKNOWN_REQUEST = "This request isn't known here; another deployment may own it.";
/** Of a port that is only followed. */
export const NOBODY_DECIDES = 'It was at AWS already and is only followed: nobody decides about it.';
const OWN_REQUEST = 'You asked for this port, so someone else has to approve it.';
/** Who may nothing of all this, after what they may not. */
export const NO_MEMBERS = "guests, bots and people of other organisations can't.";
export const UNKNOWN_BUTTON = "This version of the bot doesn't know that button. Nothing was changed.";
export const STORE_DOWN = "Nothing was recorded: the database didn't answer. Press again in a minute.";
export const STORE_FULL =
  "Nothing was recorded: the disk of the bot's database is full. Its operators have to make room first.";
export const STORE_UNSURE =
  "The database's answer was late: your click may or may not have been recorded. Look at the card in a minute.";
export const FAILED =
  'Nothing was recorded: something went wrong in the bot. Its operators can find it in the log.';

/** The private answer to a ballot, or undefined where the redrawn card is the answer. */
export function decidedAnswer(decided: Decided): string | undefined {
  switch (decided.kind) {
    case 'approved':
    case 'rejected':
    case 'counted':
      return undefined;
    case 'already_voted':
      return decided.decision === 'approve'
        ? `You already approved at ${utc(decided.at)}. Still needed: ${decided.missing}.`
        : `You already rejected it at ${utc(decided.at)}. Still needed to end it: ${decided.missing}.`;
    case 'comment_required':
      return `Nothing was recorded: the rule ${decided.request.rule.name} wants a comment with it. Press again.`;
    default:
      return shutAnswer(decided);
  }
}

/** The answer to a question with which a request is sent back, or undefined where the redrawn card is the answer. */
export function askedBackAnswer(asked: AskedBack): string | undefined {
  return asked.kind === 'sent_back' ? undefined : shutAnswer(asked);
}

/** The answer to a vote that is taken back, or undefined where the redrawn card is the answer. */
export function takenBackAnswer(taken: TakenBack): string | undefined {
  if (taken.kind === 'taken_back') return undefined;
  return taken.kind === 'no_vote'
    ? 'You have no vote on this that could be taken back. Nothing was changed.'
    : shutAnswer(taken);
}

/** Why no comment is asked for. */
export function noCommentAnswer(rule: Rule): string {
  return `The rule ${rule.name} takes no comment with an approval. Nothing was recorded: press Approve.`;
}

/** Why a press on a request that waits for approval changes nothing. */
export function shutAnswer(shut: Shut): string {
  switch (shut.kind) {
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'unreachable':
      return 'Too few people may approve it both by the rule it was asked under and by the rule of now: it went back to whoever asked.';
    case 'changed':
      return 'The request was changed after this card was drawn. Look at the card again before you decide.';
    case 'already_decided':
      return `${standing(shut.request, shut.at)} Your click changed nothing.`;
    default:
      return barredAnswer(shut);
  }
}

export function withdrawnAnswer(withdrawn: Withdrawn): string | undefined {
  switch (withdrawn.kind) {
    case 'withdrawn':
      return undefined;
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'not_requester':
      return `Only ${withdrawn.request.requester.name}, who asked, can withdraw this.`;
    case 'too_late':
      return `${standing(withdrawn.request, withdrawn.at)} Your click changed nothing.`;
  }
}

export function remindedAnswer(reminded: Reminded): string {
  switch (reminded.kind) {
    case 'reminded':
      return `Reminded. You can do it again at ${utc(reminded.again)}.`;
    case 'too_soon':
      return `You had people reminded at ${utc(reminded.at)}; again from ${utc(reminded.again)} on.`;
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'not_requester':
      return `Only ${reminded.request.requester.name}, who asked, can have people reminded.`;
    case 'too_late':
      return `${standing(reminded.request, reminded.at)} Your click changed nothing.`;
  }
}

export function triedAgainAnswer(tried: TriedAgain): string | undefined {
  switch (tried.kind) {
    case 'tried_again':
      return undefined;
    case 'lapsed':
      return 'Not enough of those who approved may still approve: it waits for approval again.';
    case 'asked_again':
      return `Asked again as ${tried.again}: that request is decided in the place of this one. Nothing was changed.`;
    case 'not_entitled':
      return `You can't try this again: it takes whoever asked or ${approverNames(tried.rule)}.`;
    default:
      return decisionAnswer(tried);
  }
}

export const UNKNOWN_ALARM =
  "This alarm isn't known here; another deployment may own it. Nothing was changed.";

/** The answer to Got it. */
export function gotItAnswer(got: GotIt): string {
  switch (got.kind) {
    case 'got':
      return 'You look after this now: it stays quiet unless it gets worse.';
    case 'taken':
      return got.own
        ? `You already look after this, since ${utc(got.at)}. Your click changed nothing.`
        : `${got.by.name} already looks after this, since ${utc(got.at)}. Your click changed nothing.`;
    case 'over':
      return `That was over at ${utc(got.at)}. Your click changed nothing.`;
    case 'unknown_alarm':
      return UNKNOWN_ALARM;
    case 'not_entitled':
      return `You can't take this over: it takes whoever asked or ${approverNames(got.rule)}.`;
    case 'no_member':
      return `You can't take this over: ${NO_MEMBERS}`;
    default:
      return decisionAnswer(got);
  }
}

export function orderedAgainAnswer(ordered: OrderedAgain): string | undefined {
  switch (ordered.kind) {
    case 'ordered_again':
      return undefined;
    case 'counted':
      return `Counted. Still needed: ${ordered.missing}.`;
    case 'already_voted':
      return `You already asked for it at ${utc(ordered.at)}. Still needed: ${ordered.missing}.`;
    case 'not_looked':
      return 'Not yet: AWS could not be searched completely since the call. A second order would be blind.';
    case 'look_alike':
      return `${ordered.candidates.join(', ')} has shown up with the same name. Look at it and at the card before you order again.`;
    default:
      return decisionAnswer(ordered);
  }
}

export function givenUpAnswer(given: GivenUp): string | undefined {
  return given.kind === 'given_up' ? undefined : decisionAnswer(given);
}

/** The answer to a named port; `interconnectId` is what was typed, already checked for its form. */
export function namedAnswer(named: Named, interconnectId: string): string {
  switch (named.kind) {
    case 'named':
      return `${interconnectId} is now this order's port. It is followed in the thread.`;
    case 'not_at_aws':
      return `AWS lists no ${interconnectId} in ${named.region}. Nothing was changed.`;
    case 'could_not_look':
      return `AWS could not be asked (${named.code}). Nothing was changed. Try again in a minute.`;
    case 'counted':
      return `Counted: you say that ${interconnectId} is this order's port. Still needed: ${named.missing}.`;
    case 'taken':
      return `${interconnectId} belongs to another request. Nothing was changed.`;
    case 'other_deployment':
      return `${interconnectId} bears the tag of a request that isn't known here; another deployment may own it. Nothing was changed.`;
    case 'deleted':
      return `${interconnectId} is ${named.state}. Nothing was changed. Give up ends the request.`;
    case 'differs':
      return `${interconnectId} is not what was ordered. ${named.differences.join(' ')}`;
    default:
      return decisionAnswer(named);
  }
}

/** The answers that all of these decisions have in common. */
export function decisionAnswer(
  answer:
    | Barred
    | { kind: 'unknown_request' }
    | { kind: 'too_late'; request: Request; at: number | undefined }
    | { kind: 'tagged'; ports: string[] },
): string {
  switch (answer.kind) {
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'too_late':
      return `${standing(answer.request, answer.at)} Your click changed nothing.`;
    case 'tagged':
      return `Nothing is ordered again while a port with this order's tag is there (${answer.ports.join(', ') || 'none was named'}). It exists, or Give up.`;
    default:
      return barredAnswer(answer);
  }
}

/** Why somebody may not do what they clicked. */
function barredAnswer(barred: Barred): string {
  switch (barred.kind) {
    case 'own_request':
      return OWN_REQUEST;
    case 'beneficiary':
      return 'This port is asked for you, so someone else has to approve it.';
    case 'not_requester':
      return 'Only whoever asked can do this.';
    case 'not_entitled':
      return `You can't decide this: it takes ${approverNames(barred.rule)}.`;
    case 'no_rule':
      return "You can't decide this: no rule is for such a port any more.";
    case 'no_member':
      return `You can't decide this: ${NO_MEMBERS}`;
    case 'unchecked':
      return unsureAnswer(barred);
  }
}

/** What a decision rests on could not be checked. Somebody else than whoever clicked is who voted before. */
export function unsureAnswer({ unchecked, users }: Unsure): string {
  if ('person' in unchecked && unchecked.person !== users[0]) {
    return "Nothing was recorded: I couldn't check who voted before you. Press again in a minute.";
  }
  return uncheckedAnswer(unchecked);
}

/** Where a request stands, as an answer to a click that came too late. */
function standing(request: Request, at: number | undefined): string {
  const { state } = request;
  const when = at === undefined ? '' : ` at ${utc(at)}`;
  switch (state.status) {
    case 'awaiting_approval':
      return 'It still waits for approval.';
    case 'sent_back':
      return `Already sent back${state.by ? ` by ${state.by.name}` : ''}${when}.`;
    case 'rejected':
      return `Already rejected by ${state.by.name}${when}.`;
    case 'withdrawn':
      return `Already withdrawn by ${state.by.name}${when}.`;
    case 'expired':
      return `Already expired${when}.`;
    case 'abandoned':
      return `Already given up by ${state.by.name}${when}.`;
    case 'closed':
      return state.to === undefined
        ? `${state.interconnectId} was already deleted at AWS${when}.`
        : `${state.interconnectId} was already handed over to ${state.to}${when}.`;
    case 'rehearsed':
    case 'approved':
    case 'placing':
    case 'refused':
    case 'unsettled':
    case 'needs_decision':
    case 'ordered':
      if (followsOnly(request)) return NOBODY_DECIDES;
      return `Already approved by ${names(state.by)}${when}.`;
  }
}
