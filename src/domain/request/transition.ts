import type { Person } from '../person.ts';
import type { RequestEvent } from './fact.ts';
import type { Finding, RequestState } from './request.ts';

type From<S extends RequestState['status']> = Extract<RequestState, { status: S }>;

/**
 * The whole life of a request: the state after an event, or undefined if the event can't happen there.
 * Pure; who may cause an event is policy.ts's question, and the store holds the lock around both.
 */
export function transition(state: RequestState, event: RequestEvent): RequestState | undefined {
  switch (state.status) {
    case 'awaiting_approval':
      return fromAwaiting(state, event);
    case 'sent_back':
      return fromSentBack(event);
    case 'approved':
      return fromApproved(state, event);
    case 'placing':
      return fromPlacing(state, event);
    case 'refused':
      return fromRefused(state, event);
    case 'unsettled':
      return fromUnsettled(state, event);
    case 'needs_decision':
      return fromNeedsDecision(state, event);
    case 'ordered':
      return fromOrdered(state, event);
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'rehearsed':
    case 'abandoned':
    case 'closed':
      return undefined;
  }
}

function fromAwaiting(state: From<'awaiting_approval'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'approved':
      return approved(event.by, 0, [], event.at);
    case 'rejected':
      return { status: 'rejected', by: event.by, reason: event.reason, at: event.at };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    case 'expired':
      return { status: 'expired', cause: 'undecided', at: event.at };
    case 'sent_back':
      return { status: 'sent_back', by: event.by, reason: event.reason, at: event.at };
    case 'reminded':
    case 'nudged':
    case 'escalated':
      return state;
    default:
      return undefined;
  }
}

function fromSentBack(event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'resubmitted':
      return { status: 'awaiting_approval', changed: event.changed };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    case 'expired':
      return { status: 'expired', cause: 'undecided', at: event.at };
    default:
      return undefined;
  }
}

function fromApproved(state: From<'approved'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'held':
      return {
        ...state,
        hold: event.hold,
        told: event.told ? [...state.told, event.hold.code] : state.told,
      };
    case 'attempt_committed': {
      const { status: _, at: approvedAt, hold: __, ...kept } = state;
      return { ...kept, status: 'placing', at: event.at, approvedAt, attempt: event.attempt };
    }
    case 'found':
      return ordered(state.by, 0, event);
    case 'not_settled':
      return needsDecision(state.by, event.attempt, event, event.at);
    case 'approval_lapsed':
      return state.votesFor === 0
        ? { status: 'awaiting_approval' }
        : needsDecision(state.by, state.votesFor, event.finding, event.at);
    default:
      return state.votesFor === 0 ? fromUndoubted(state, event) : undefined;
  }
}

/** What only a request can come to whose attempts, if there were any, certainly made nothing. */
function fromUndoubted(state: From<'approved'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'rehearsed':
      return { status: 'rehearsed', by: state.by, at: event.at };
    case 'sent_back':
      return { status: 'sent_back', by: event.by, reason: event.reason, at: event.at };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    case 'expired':
      return { status: 'expired', cause: 'not_placed', at: event.at };
    default:
      return undefined;
  }
}

function fromPlacing(state: From<'placing'>, event: RequestEvent): RequestState | undefined {
  const { by, attempt, votesFor } = state;
  switch (event.type) {
    case 'created':
      return ordered(by, attempt, event);
    case 'attempt_not_sent':
    case 'attempt_throttled': {
      const { status: _, attempt: __, approvedAt: at, tries, ...kept } = state;
      return { ...kept, status: 'approved', at, tries: tries + 1, hold: event.hold };
    }
    case 'attempt_refused':
      // An earlier attempt may have made a port: it goes on being looked for, and nothing ends here.
      return votesFor === 0
        ? { status: 'refused', by, at: event.at, attempt, code: event.code, message: event.message }
        : needsDecision(by, attempt, event.finding, event.at);
    case 'attempt_unknown':
      return {
        status: 'unsettled',
        by,
        at: event.at,
        attempt,
        code: event.code,
        until: event.until,
        called: false,
      };
    default:
      return undefined;
  }
}

function fromRefused(state: From<'refused'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'tried_again':
      return approved(state.by, 0, [], event.at);
    case 'approval_lapsed':
      return { status: 'awaiting_approval' };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    case 'expired':
      return { status: 'expired', cause: 'not_placed', at: event.at };
    default:
      return undefined;
  }
}

function fromUnsettled(state: From<'unsettled'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'found':
      return ordered(state.by, state.attempt, event);
    case 'not_settled':
      return needsDecision(state.by, state.attempt, event, event.at);
    case 'still_unknown':
      return { ...state, called: true };
    default:
      return undefined;
  }
}

function fromNeedsDecision(state: From<'needs_decision'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'found':
    case 'named':
      return ordered(state.by, state.attempt, event);
    case 'not_settled':
      return needsDecision(state.by, state.attempt, event, state.at);
    case 'ordered_again':
      return state.tagged.length === 0 && state.attempt > 0
        ? approved(event.by, state.attempt, event.accepted, event.at)
        : undefined;
    case 'given_up':
      return { status: 'abandoned', by: event.by, at: event.at };
    default:
      return undefined;
  }
}

function fromOrdered(state: From<'ordered'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'port_changed':
      return { ...state, portState: event.portState };
    case 'port_gone':
      return { status: 'closed', interconnectId: state.interconnectId, at: event.at };
    case 'handed_over':
      return { status: 'closed', interconnectId: state.interconnectId, to: event.to, at: event.at };
    default:
      return undefined;
  }
}

function ordered(
  by: From<'ordered'>['by'],
  attempt: number,
  event: { interconnectId: string; portState: string; at: number },
): RequestState {
  const { interconnectId, portState, at } = event;
  return { status: 'ordered', by, at, attempt, interconnectId, portState };
}

function approved(by: Person[], votesFor: number, accepted: string[], at: number): From<'approved'> {
  return { status: 'approved', by, at, tries: 0, hold: null, votesFor, told: [], accepted };
}

function needsDecision(by: Person[], attempt: number, finding: Finding, at: number): From<'needs_decision'> {
  const { looked, candidates, untold, tagged, lagLinks, lateUntil } = finding;
  const found = { looked, candidates, ...(untold ? { untold } : {}), tagged, lagLinks, lateUntil };
  return { status: 'needs_decision', by, at, attempt, ...found };
}
