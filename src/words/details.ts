import type { RequestDetails } from '../actions/showing/details.ts';
import type { Person } from '../domain/person.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import { ruleThen } from '../domain/rules/permission.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { announcedText } from './announced.ts';
import { portFacts } from './port-facts.ts';
import { standingText } from './standing.ts';
import { type Timed, timed } from './timed.ts';

/** What taking a request back comes to. */
export const WITHDRAWING = 'It ends undone: nothing is ordered. Request again fills the form in once more.';

/** What an approver may not know of any port. */
export const LASTING = "Port hours are billed; speed and MACsec can't be changed later.";

/** So many of those who may decide are named. */
const NAMED_MAX = 30;

/** What Details says, label and value; people's words are in it. `people`: whom the request's rule lets decide. */
export function detailFacts(
  { view: { request, quorum, port, alarms = [], maintenance = [] }, attempts, head }: RequestDetails,
  people: readonly Person[],
): [label: string, value: Timed][] {
  const { order, rule } = request;
  const decided: [string, Timed][] = [
    ['Rule', [`${rule.name}: ${quorum} of ${approverNames(rule)}`]],
    ['Who may decide', [decidedBy(request, people)]],
  ];
  const awsRequestIds = attempts.flatMap(({ awsRequestId }) => awsRequestId ?? []);
  return [
    [
      'Request',
      timed`${request.id}, revision ${request.revision}, ${followsOnly(request) ? 'followed' : 'asked'} ${{ at: request.askedAt }}`,
    ],
    ['Location', [`${request.locationName} (${order.location}), ${order.region}`]],
    ['AWS account', [request.accountId ?? 'not known']],
    ['LAG', [order.lagId ?? 'none']],
    ['Provider', [order.providerName ?? 'none']],
    ['MACsec', [order.requestMACSec ? 'requested' : 'not requested']],
    ...(followsOnly(request) ? [] : decided),
    ...(request.escalatedAt === null
      ? []
      : [['Escalated', [{ at: request.escalatedAt }]] satisfies [string, Timed]]),
    ...(alarms.length > 0 ? [['Alarms', standingText(alarms)] satisfies [string, Timed]] : []),
    ...maintenance.map((event): [string, Timed] => ['Maintenance', announcedText(event)]),
    ...(port ? [['At AWS', portFacts(request, port)] satisfies [string, Timed]] : []),
    ['Fingerprint', [request.fingerprint]],
    ...attempts.map(({ number, committedAt, outcome, errorName }): [string, Timed] => [
      `Attempt ${number}`,
      timed`${{ at: committedAt }}: ${(outcome ?? 'on its way').replaceAll('_', ' ')}${errorName ? ` (${errorName})` : ''}`,
    ]),
    ...(awsRequestIds.length > 0
      ? [['AWS request ID', [awsRequestIds.join(', ')]] satisfies [string, Timed]]
      : []),
    ...(head ? [['Audit', [`${head.seq}: ${head.hash}`]] satisfies [string, Timed]] : []),
  ];
}

/** By name, whoever asked and whoever it is for left out: neither decides. */
function decidedBy(request: RequestDetails['view']['request'], people: readonly Person[]) {
  const { requester, beneficiary } = request;
  const names = people
    .filter(({ id }) => id !== requester.id && id !== beneficiary?.id)
    .map(({ name }) => name)
    .sort((one, other) => one.localeCompare(other));
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : '';
  return names.length === 0
    ? approverNames(ruleThen(request))
    : `${names.slice(0, NAMED_MAX).join(', ')}${more}`;
}
