import { AFTER } from '../../domain/request/after.ts';
import type { Kept, StoredEntry } from '../../interfaces/auditing.ts';

const VOTES = new Set(['voted', 'voted_to_order_again', 'voted_it_exists', 'rejected']);
const TAKINGS = new Set(['followed', 'created', 'found', 'named']);
const BEGINNINGS = ['submitted', 'followed'];

/** What the other tables have to agree with in a request's trail, gathered entry by entry. */
export interface TrailFacts {
  first: string | undefined;
  last: { seq: number; hash: string } | undefined;
  /** The last event that has moved it. */
  moved: keyof typeof AFTER | undefined;
  revision: number;
  /** Who voted on which revision, as `1/U0LEE`. */
  voters: Set<string>;
  attempts: Set<number>;
  ports: Set<string>;
  /** Those that AWS gave when it made its port. */
  awsRequestIds: Set<string>;
}

/** Those of a trail without entries. */
export function noFacts(): TrailFacts {
  return {
    first: undefined,
    last: undefined,
    moved: undefined,
    revision: 1,
    voters: new Set(),
    attempts: new Set(),
    ports: new Set(),
    awsRequestIds: new Set(),
  };
}

/** Takes an entry in; answers in what it can't be true after those before it. */
export function gather(facts: TrailFacts, entry: StoredEntry): string[] {
  const { event, seq, hash, actor, revision, detail, awsRequestId } = entry;
  facts.first ??= event;
  facts.last = { seq, hash };
  if (event in AFTER) facts.moved = event as keyof typeof AFTER;
  if (event === 'resubmitted') facts.revision += 1;
  if (VOTES.has(event))
    for (const who of [actor?.id, idOf(detail.by)]) facts.voters.add(`${revision}/${who}`);
  if (typeof detail.attempt === 'number' && event === 'attempt_committed') facts.attempts.add(detail.attempt);
  if (TAKINGS.has(event) && typeof detail.interconnectId === 'string') facts.ports.add(detail.interconnectId);
  if (event === 'created' && awsRequestId !== null) facts.awsRequestIds.add(awsRequestId);
  return event === 'attempt_committed' ? unvoted(facts, entry) : [];
}

/** An order leaves by votes, each of which has an entry of its own. */
function unvoted({ voters }: TrailFacts, { revision, detail }: StoredEntry): string[] {
  const by = Array.isArray(detail.by) ? detail.by.map(idOf) : [];
  return by
    .filter((who) => who !== undefined && !voters.has(`${revision}/${who}`))
    .map((who) => `expected a vote of ${who} on revision ${revision} before this order, there is none`);
}

function idOf(person: unknown): string | undefined {
  const { id } = (person ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

/** In what a request's rows in other tables don't agree with its whole trail. */
export function disagreements(facts: TrailFacts, kept: Kept | undefined): string[] {
  if (!kept) return ['expected a request of this ID, there is none'];
  const { revision, votes, attempts, interconnectId } = kept;
  const committed = new Set(attempts.map(({ number }) => number));
  return [
    ...(BEGINNINGS.includes(facts.first ?? '')
      ? []
      : [`expected to begin with submitted, does with ${facts.first}`]),
    ...statusProblem(facts, kept),
    ...(revision === facts.revision
      ? []
      : [`expected revision ${facts.revision} by its trail, the request has ${revision}`]),
    ...votes
      .filter((vote) => !facts.voters.has(`${vote.revision}/${vote.voterId}`))
      .map(
        (vote) =>
          `expected an entry for the vote of ${vote.voterId} on revision ${vote.revision}, there is none`,
      ),
    ...[...committed]
      .filter((number) => !facts.attempts.has(number))
      .map((number) => `expected an entry for attempt ${number}, there is none`),
    ...[...facts.attempts]
      .filter((number) => !committed.has(number))
      .map((number) => `expected the row of attempt ${number}, it is gone`),
    ...[...facts.awsRequestIds]
      .filter((id) => attempts.every(({ awsRequestId }) => awsRequestId !== id))
      .map((id) => `expected an attempt with AWS request ID ${id}, there is none`),
    ...(interconnectId === null || facts.ports.has(interconnectId)
      ? []
      : [`expected an entry for its port ${interconnectId}, there is none`]),
  ];
}

/** An upgrade has put some orders of unknown outcome to people without an entry. */
function statusProblem({ moved }: TrailFacts, { status, attempts }: Kept): string[] {
  if (moved === undefined) return [];
  const may: readonly string[] = AFTER[moved];
  const reopened = status === 'needs_decision' && attempts.some(({ outcome }) => outcome === 'unknown');
  if (may.includes(status) || reopened) return [];
  return [`expected ${may.join(' or ')} after ${moved}, the request is ${status}`];
}
