import type { NotFound, Shown } from '../actions/showing/show.ts';
import type { AuditRow } from '../domain/audit.ts';
import type { Person } from '../domain/person.ts';
import type { Attempt } from '../domain/request/attempt.ts';
import type { Request } from '../domain/request/request.ts';
import { STATUS } from '../domain/request/status.ts';
import { portOf, type Vote } from '../domain/request/vote.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { formatTags } from '../domain/tags.ts';
import { contextOf, statusText } from './status.ts';
import { taggedText } from './tagged.ts';
import { utc } from './time.ts';

/** What somebody asked for that isn't known here. */
export function notFoundText({ id }: NotFound): string {
  return `${id} isn't known here; another deployment may own it.`;
}

/** Everything that there is to know of a request, in paragraphs; people's words are among them as they were typed. */
export function showWords(shown: Shown): string[] {
  const { request, votes, freeze, port, attempts, latest } = shown;
  const { state } = request;
  return [
    `${request.id}: ${statusText(request, contextOf(shown))}`,
    orderText(request),
    ...(request.order.tags.length > 0 ? [`Tags\n${formatTags(request.order.tags)}`] : []),
    `Reason: ${request.reason}`,
    ...request.warnings.map((warning) => `Note: ${warning}`),
    askedText(request, shown.quorum),
    ...(votes.length > 0 ? [votes.map(voteText).join('\n')] : []),
    ...('hold' in state && state.hold ? [`On hold (${state.hold.code}): ${state.hold.message}`] : []),
    ...(freeze && STATUS[state.status].waits ? [frozenText(freeze)] : []),
    ...(state.status === 'needs_decision' ? taggedText(state.tagged) : []),
    ...(port
      ? [
          [
            `Port ${port.interconnectId}: ${port.state} since ${utc(port.stateSince)}, ordered ${utc(port.orderedAt)}`,
            ...(port.missing ? [`Not listed by AWS since ${utc(port.missing.since)}`] : []),
          ].join('\n'),
        ]
      : []),
    ...(attempts.length > 0 ? [attempts.map(attemptText).join('\n')] : []),
    ...(latest.length > 0 ? [`Latest\n${latest.map(factText).join('\n')}`] : []),
    `Fingerprint ${request.fingerprint}, revision ${request.revision}`,
  ];
}

/** A person with the ID that nobody can take on as they can a name. */
function personText({ id, name }: Person): string {
  return `${name} (${id})`;
}

/** `Lee (U0LEE) approved at 2026-11-28 15:04 UTC: COMMENT`. */
export function voteText({
  voter,
  choice,
  at,
  comment,
}: Pick<Vote, 'voter' | 'choice' | 'at' | 'comment'>): string {
  const port = portOf(choice);
  const did =
    port === undefined
      ? { approve: 'approved', reject: 'rejected', order_again: 'asked to order again' }[choice as 'approve']
      : `named ${port}`;
  return `${personText(voter)} ${did} at ${utc(at)}${comment ? `: ${comment}` : ''}`;
}

/** By whom, or by what, ordering is frozen. */
export function frozenText(freeze: NonNullable<Shown['freeze']>): string {
  return freeze === 'setting'
    ? 'Ordering is frozen by the setting FREEZE.'
    : `Ordering is frozen by ${freeze.by.name}: ${freeze.reason}`;
}

function orderText({ order, locationName, accountId, dryRun }: Request): string {
  return [
    `${order.bandwidth} at ${locationName} (${order.location}), ${order.region}, account ${accountId ?? 'not known'}`,
    `Name ${order.interconnectName}`,
    `LAG ${order.lagId ?? 'none'}, provider ${order.providerName ?? 'none'}, MACsec ${order.requestMACSec ? 'requested' : 'not requested'}`,
    ...(dryRun ? ['Asked for under DRY_RUN: never sent to AWS'] : []),
  ].join('\n');
}

function askedText(
  { requester, beneficiary, rule, createdAt, expiresAt, state }: Request,
  quorum: number,
): string {
  const whom = beneficiary ? ` for ${personText(beneficiary)}` : '';
  const open = state.status === 'awaiting_approval' ? `, until ${utc(expiresAt)}` : '';
  return [
    `Asked by ${personText(requester)}${whom} at ${utc(createdAt)}`,
    `Rule ${rule.name}: ${quorum} of ${approverNames(rule)}${open}`,
  ].join('\n');
}

function attemptText({
  number,
  committedAt,
  outcome,
  errorName,
  errorMessage,
  awsRequestId,
}: Attempt): string {
  const error = errorName ? ` (${[errorName, errorMessage].filter(Boolean).join(': ')})` : '';
  const asked = awsRequestId ? `, AWS request ID ${awsRequestId}` : '';
  return `Attempt ${number} at ${utc(committedAt)}: ${outcome ?? 'under way'}${error}${asked}`;
}

function factText({ at, event, actor }: AuditRow): string {
  return `${utc(at)} ${event.replaceAll('_', ' ')}${actor ? `, ${actor.name}` : ''}`;
}
