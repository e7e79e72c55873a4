import type { AuditRow } from '../../domain/audit.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Vote } from '../../domain/request/vote.ts';
import { type Gone, type Tally, tally } from '../../domain/rules/approval.ts';
import { type Permission, permission, type RulesNow } from '../../domain/rules/permission.ts';
import type { Rule } from '../../domain/rules/policy.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';
import { membersFor, type Unsure } from '../deciding/who-may.ts';
import { findRequest } from './find-request.ts';
import { happenedTo } from './happened.ts';
import { looking, type NoMember } from './looking.ts';
import { requestView, type ViewDeps } from './request-view.ts';
import type { NotFound } from './show.ts';
import { verbFor } from './waiting.ts';

/** One vote, and whether it counts. */
export interface Judged extends Pick<Vote, 'voter' | 'choice' | 'at' | 'comment'> {
  /** Undefined where nobody can tell now. */
  counts: 'yes' | Gone['why'] | undefined;
}

/** Who may decide a request, who has, and what is missing; and what came of it. */
export interface Why {
  kind: 'why';
  request: Request;
  approvals: number;
  quorum: number;
  rehearsing: boolean;
  /** The rule that would apply today; undefined where none would, or nobody can tell. */
  ruleNow: Rule | undefined;
  votes: Judged[];
  /** How many more it takes; undefined where nothing is to be decided, or nobody can tell. */
  missing: number | undefined;
  /** What isn't known, so that nobody can tell who counts. */
  unsure: Unsure | undefined;
  /** What was sent to AWS, by number. */
  attempts: Attempt[];
  /** What has happened, the oldest first. */
  happened: AuditRow[];
  /** Whether whoever asks may decide; undefined where nobody asks, nothing is to be decided, or nobody can tell. */
  you: Permission | undefined;
}

/** Reads who may decide a request; `who` asks, if anybody of the workspace does. */
export async function whyRequest(
  at: Snapshot,
  deps: ViewDeps,
  { id, who }: { id: string; who: { id: string } | undefined },
): Promise<Why | NotFound> {
  const requestId = await findRequest(at, id);
  const view = requestId === undefined ? undefined : await requestView(at, deps, requestId);
  if (!view) return { kind: 'not_found', id };
  const { request, votes, quorum, rehearsing } = view;
  const about = {
    kind: 'why',
    request,
    approvals: votes.filter(({ choice }) => choice === 'approve').length,
    quorum,
    rehearsing,
    attempts: await at.attempts.of(request.id),
    happened: await happenedTo(at, request.id),
  } as const;
  const people = [...(who ? [who.id] : []), ...votes.map(({ voter }) => voter.id)];
  const known = membersFor(deps.judging, request, people);
  if (known.kind === 'unchecked') {
    const unjudged = votes.map((vote) => ({ ...vote, counts: undefined }));
    return {
      ...about,
      ruleNow: undefined,
      votes: unjudged,
      missing: undefined,
      unsure: known,
      you: undefined,
    };
  }
  const { members, rule: ruleNow } = known;
  const now: RulesNow = { rule: ruleNow, at: at.now };
  const verb = verbFor(request);
  const counted = verb === 'approve' ? tally(request, votes, members, now) : undefined;
  const isOpen = verb === 'give_up' || request.state.status === 'awaiting_approval';
  return {
    ...about,
    ruleNow,
    votes: votes.map((vote) => ({ ...vote, counts: isOpen ? standingOf(vote, counted) : undefined })),
    missing: isOpen ? counted?.approvals.missing : undefined,
    unsure: undefined,
    you: who && isOpen ? permission(verb, request, who, members, now) : undefined,
  };
}

/** The same for somebody who asks in Slack: who is who is asked first where it isn't known. */
export function whyFor(
  deps: ViewDeps & { store: Pick<Store, 'read'> },
  asked: { id: string; who: { id: string } },
): Promise<Why | NotFound | NoMember | Unsure> {
  return looking(deps, asked.who, async (at, last) => {
    const why = await whyRequest(at, deps, asked);
    return why.kind === 'why' && why.unsure && !last ? why.unsure : why;
  });
}

function standingOf({ voter, choice }: Vote, counted: Tally | undefined): Judged['counts'] {
  if (!counted) return 'yes';
  const { gone } = choice === 'reject' ? counted.rejections : counted.approvals;
  return gone.find(({ id }) => id === voter.id)?.why ?? 'yes';
}
