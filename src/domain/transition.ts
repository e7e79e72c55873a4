import type { RequestEvent, RequestState } from './request.ts';

type From<S extends RequestState['status']> = Extract<RequestState, { status: S }>;

/**
 * The whole life of a request: the state after an event, or undefined if the event can't happen there.
 * Pure; who may cause an event is policy.ts's question, and the store holds the lock around both.
 */
export function transition(state: RequestState, event: RequestEvent): RequestState | undefined {
  switch (state.status) {
    case 'awaiting_approval':
      return fromAwaiting(event);
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

function fromAwaiting(event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'approved':
      return { status: 'approved', by: event.by, at: event.at, tries: 0, hold: null };
    case 'rejected':
      return { status: 'rejected', by: event.by, reason: event.reason, at: event.at };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    case 'expired':
      return { status: 'expired', cause: 'undecided', at: event.at };
    case 'sent_back':
      return { status: 'sent_back', by: event.by, reason: event.reason, at: event.at };
    default:
      return undefined;
  }
}

function fromSentBack(event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'resubmitted':
      return { status: 'awaiting_approval' };
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
      return { ...state, hold: event.hold };
    case 'attempt_committed':
      return {
        status: 'placing',
        by: state.by,
        at: event.at,
        approvedAt: state.at,
        tries: state.tries,
        attempt: event.attempt,
      };
    case 'rehearsed':
      return { status: 'rehearsed', by: state.by, at: event.at };
    case 'found':
      return ordered(state.by, 0, event);
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
  const { by, attempt } = state;
  switch (event.type) {
    case 'created':
      return ordered(by, attempt, event);
    case 'attempt_not_sent':
    case 'attempt_throttled':
      return { status: 'approved', by, at: state.approvedAt, tries: state.tries + 1, hold: event.hold };
    case 'attempt_refused':
      return { status: 'refused', by, at: event.at, attempt, code: event.code, message: event.message };
    case 'attempt_unknown':
      return { status: 'unsettled', by, at: event.at, attempt, code: event.code, until: event.until };
    default:
      return undefined;
  }
}

function fromRefused(state: From<'refused'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'tried_again':
      return { status: 'approved', by: state.by, at: event.at, tries: 0, hold: null };
    case 'withdrawn':
      return { status: 'withdrawn', by: event.by, at: event.at };
    default:
      return undefined;
  }
}

function fromUnsettled(state: From<'unsettled'>, event: RequestEvent): RequestState | undefined {
  switch (event.type) {
    case 'found':
      return ordered(state.by, state.attempt, event);
    case 'not_settled':
      return {
        status: 'needs_decision',
        by: state.by,
        at: event.at,
        attempt: state.attempt,
        looked: event.looked,
        candidates: event.candidates,
        lateUntil: event.lateUntil,
      };
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
      return { ...state, looked: event.looked, candidates: event.candidates };
    case 'ordered_again':
      return { status: 'approved', by: event.by, at: event.at, tries: 0, hold: null };
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
