import type { AuditRow } from '../../domain/audit.ts';
import type { Fact } from '../../domain/request/fact.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/** What an auditor asks a request for: who wanted and decided it, what was sent, and what came of that. */
const EVENTS: readonly Fact['type'][] = [
  'submitted',
  'followed',
  'resubmitted',
  'sent_back',
  'voted',
  'vote_taken_back',
  'votes_voided',
  'approved',
  'approval_lapsed',
  'rejected',
  'withdrawn',
  'expired',
  'rehearsed',
  'attempt_committed',
  'attempt_not_sent',
  'attempt_throttled',
  'attempt_refused',
  'attempt_unknown',
  'created',
  'found',
  'not_settled',
  'tried_again',
  'voted_to_order_again',
  'voted_it_exists',
  'ordered_again',
  'named',
  'given_up',
  'stray_seen',
  'handed_over',
  'port_gone',
  'deletion_traced',
];

/** So many of the latest are told. */
const MOST = 25;

/** What has happened to a request, the oldest of it first. */
export function happenedTo(at: Snapshot, requestId: string): Promise<AuditRow[]> {
  return at.audit.latest(requestId, MOST, EVENTS);
}
