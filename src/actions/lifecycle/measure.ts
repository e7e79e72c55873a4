import type { RequestEvent } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import { DECISIONS, type Decision, type Measured } from '../../interfaces/meter.ts';

const DECIDED: ReadonlySet<string> = new Set(DECISIONS);

/** What is counted where an event moves a request; `before` is the request as it was. */
export function measuredBy(before: Request, event: RequestEvent): Measured[] {
  const { state, askedAt } = before;
  if (isDecision(event)) return [{ kind: 'decided', decision: event.type, ms: event.at - askedAt }];
  // Tries that never reached AWS, and orders again, were held up by something else than the bot.
  const isFirst = state.status === 'approved' && state.tries === 0 && state.votesFor === 0;
  if (event.type === 'attempt_committed' && isFirst) return [{ kind: 'creating', ms: event.at - state.at }];
  return [];
}

function isDecision(event: RequestEvent): event is Extract<RequestEvent, { type: Decision }> {
  return DECIDED.has(event.type);
}
