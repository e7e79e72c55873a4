import type { NotFound, Shown } from '../actions/showing/show.ts';
import type { AuditRow } from '../domain/audit.ts';
import type { Person } from '../domain/person.ts';
import type { Attempt } from '../domain/request/attempt.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';
import { STATUS } from '../domain/request/status.ts';
import { portOf, type Vote } from '../domain/request/vote.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { formatTags } from '../domain/tags.ts';
import { announcedText } from './announced.ts';
import { askedBy } from './asked-by.ts';
import { pairText } from './pair.ts';
import { portFacts } from './port-facts.ts';
import { standingText } from './standing.ts';
import { contextOf, statusText } from './status.ts';
import { taggedText } from './tagged.ts';
import { type Timed, timed, timedLines } from './timed.ts';
import { accountText } from './what.ts';

/** What somebody asked for that isn't known here. */
export function notFoundText({ id }: NotFound): string {
  return `${id} isn't known here; another deployment may own it.`;
}

/** Everything that there is to know of a request, in paragraphs; people's words are among them as they were typed. */
export function showWords(shown: Shown): Timed[] {
  const { request, votes, freeze, port, alarms = [], maintenance = [], attempts, latest } = shown;
  const { state } = request;
  return [
    [`${request.id}: ${statusText(request, contextOf(shown))}`],
    [[orderText(request), ...(shown.pair ? [pairText(shown.pair)] : [])].join('\n')],
    ...(request.order.tags.length > 0 ? [[`Tags\n${formatTags(request.order.tags)}`]] : []),
    [`Reason: ${request.reason}`],
    ...request.warnings.map((warning) => [`Note: ${warning}`]),
    askedText(request, shown.quorum),
    ...(votes.length > 0 ? [timedLines(votes.map((vote) => voteText(vote, personText)))] : []),
    ...('hold' in state && state.hold ? [[`On hold (${state.hold.code}): ${state.hold.message}`]] : []),
    ...(freeze && STATUS[state.status].waits ? [[frozenText(freeze)]] : []),
    ...(state.status === 'needs_decision' ? taggedText(state.tagged).map((text) => [text]) : []),
    ...(alarms.length > 0 ? [standingText(alarms)] : []),
    ...(maintenance.length > 0 ? [timedLines(maintenance.map(announcedText))] : []),
    ...(port ? [portFacts(request, port)] : []),
    ...(attempts.length > 0 ? [timedLines(attempts.map(attemptText))] : []),
    ...(latest.length > 0 ? [timedLines([['Latest'], ...latest.map(factText)])] : []),
    [`Fingerprint ${request.fingerprint}, revision ${request.revision}`],
  ];
}

/** A person with the mention or ID that nobody can take on as they can a name. */
function personText({ id, name }: Person): Timed {
  return timed`${name} ${{ user: id }}`;
}

/** `Lee (U0LEE) approved at 2026-11-28 15:04 UTC: COMMENT`; `who` says how people are told. */
export function voteText(
  { voter, choice, at, comment }: Pick<Vote, 'voter' | 'choice' | 'at' | 'comment'>,
  who: (person: Person) => Timed,
): Timed {
  const port = portOf(choice);
  const did =
    port === undefined
      ? { approve: 'approved', reject: 'rejected', order_again: 'asked to order again' }[choice as 'approve']
      : `named ${port}`;
  return timed`${who(voter)} ${did} at ${{ at }}${comment ? `: ${comment}` : ''}`;
}

/** By whom, or by what, ordering is frozen. */
export function frozenText(freeze: NonNullable<Shown['freeze']>): string {
  return freeze === 'setting'
    ? 'Ordering is frozen by the setting FREEZE.'
    : `Ordering is frozen by ${freeze.by.name}: ${freeze.reason}`;
}

function orderText(request: Request): string {
  const { order, locationName, dryRun } = request;
  return [
    `${order.bandwidth} at ${locationName} (${order.location}), ${order.region}, ${accountText(request)}`,
    `Name ${order.interconnectName}`,
    `LAG ${order.lagId ?? 'none'}, provider ${order.providerName ?? 'none'}, MACsec ${order.requestMACSec ? 'requested' : 'not requested'}`,
    ...(dryRun ? ['Asked for under DRY_RUN: never sent to AWS'] : []),
  ].join('\n');
}

function askedText(request: Request, quorum: number): Timed {
  const { requester, beneficiary, rule, createdAt, expiresAt, state } = request;
  const whom = beneficiary ? timed` for ${personText(beneficiary)}` : '';
  const open = state.status === 'awaiting_approval' ? timed`, until ${{ at: expiresAt }}` : '';
  return timedLines([
    timed`${askedBy(request)} ${personText(requester)}${whom} at ${{ at: createdAt }}`,
    ...(followsOnly(request) ? [] : [timed`Rule ${rule.name}: ${quorum} of ${approverNames(rule)}${open}`]),
  ]);
}

/** One call to AWS, and what came of it. */
export function attemptText({
  number,
  committedAt,
  outcome,
  errorName,
  errorMessage,
  awsRequestId,
}: Attempt): Timed {
  const error = errorName ? ` (${[errorName, errorMessage].filter(Boolean).join(': ')})` : '';
  const asked = awsRequestId ? `, AWS request ID ${awsRequestId}` : '';
  return timed`Attempt ${number} at ${{ at: committedAt }}: ${outcome ?? 'under way'}${error}${asked}`;
}

function factText({ at, event, actor }: AuditRow): Timed {
  return timed`${{ at }} ${event.replaceAll('_', ' ')}${actor ? `, ${actor.name}` : ''}`;
}
