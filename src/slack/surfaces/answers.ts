import type { Decided } from '../../actions/decide.ts';
import type { TriedAgain } from '../../actions/try-again.ts';
import type { Withdrawn } from '../../actions/withdraw.ts';
import { approverNames } from '../../domain/policy.ts';
import type { Request } from '../../domain/request.ts';
import { utc } from './blocks.ts';
import { names } from './status.ts';

export const UNKNOWN_REQUEST = "This request isn't known here; another deployment may own it.";
export const STORE_DOWN = "Nothing was recorded: the database didn't answer. Press again in a minute.";
export const FAILED =
  'Nothing was recorded: something went wrong in the bot. Its operators can find it in the log.';

/** The private answer to a ballot, or undefined where the redrawn card is the answer. */
export function decidedAnswer(decided: Decided): string | undefined {
  switch (decided.kind) {
    case 'approved':
    case 'rejected':
    case 'counted':
      return undefined;
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'own_request':
      return 'You asked for this port, so someone else has to approve it.';
    case 'not_entitled':
      return notEntitled(decided.request);
    case 'unchecked':
      return unchecked(decided.group);
    case 'changed':
      return 'The request was changed after this card was drawn. Look at the card again before you decide.';
    case 'already_voted':
      return `You already approved at ${utc(decided.at)}. Still needed: ${decided.missing}.`;
    case 'already_decided':
      return `${standing(decided.request, decided.at)} Your click changed nothing.`;
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
      return `${standing(withdrawn.request, undefined)} Your click changed nothing.`;
  }
}

export function triedAgainAnswer(tried: TriedAgain): string | undefined {
  switch (tried.kind) {
    case 'tried_again':
      return undefined;
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'not_entitled':
      return `You can't try this again: it takes ${tried.request.requester.name} or ${approverNames(tried.request.rule)}.`;
    case 'unchecked':
      return unchecked(tried.group);
    case 'too_late':
      return `${standing(tried.request, undefined)} Your click changed nothing.`;
  }
}

export function notEntitled(request: Request): string {
  return `You can't decide this: it takes ${approverNames(request.rule)}.`;
}

function unchecked(group: string): string {
  return `Nothing was recorded: I couldn't check who is in ${group}. Press again in a minute.`;
}

/** Where a request stands, as an answer to a click that came too late. */
function standing(request: Request, at: number | undefined): string {
  const { state } = request;
  const when = at === undefined ? '' : ` at ${utc(at)}`;
  switch (state.status) {
    case 'awaiting_approval':
      return 'It still waits for approval.';
    case 'sent_back':
      return `Already sent back${when}.`;
    case 'rejected':
      return `Already rejected by ${state.by.name}${when}.`;
    case 'withdrawn':
      return `Already withdrawn by ${state.by.name}${when}.`;
    case 'expired':
      return `Already expired${when}.`;
    case 'abandoned':
      return `Already given up by ${state.by.name}${when}.`;
    case 'closed':
      return `${state.interconnectId} was already deleted at AWS${when}.`;
    case 'rehearsed':
    case 'approved':
    case 'placing':
    case 'refused':
    case 'unsettled':
    case 'needs_decision':
    case 'ordered':
      return `Already approved by ${names(state.by)}${when}.`;
  }
}
