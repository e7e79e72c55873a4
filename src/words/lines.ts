import type { ListedInterconnect } from '../domain/catalog/catalog.ts';
import type { Person } from '../domain/person.ts';
import type { Line, PortFacts } from '../domain/request/line.ts';
import { isExpiry } from '../domain/request/outcome.ts';
import type { Hold, Request } from '../domain/request/request.ts';
import { MINUTE } from '../domain/time.ts';
import { AWS_DELETES, aboutAlarm, alarmWords, describe, encryptionLost } from './alarms.ts';
import { changedWords } from './changed.ts';
import { crossConnectText } from './cross-connect.ts';
import { loaGivenUpWords, loaRefusedWords, loaWords } from './loa.ts';
import { deletedByWords, duringWords, maintenanceWords } from './maintenance.ts';
import { mendText, nextStep } from './next-step.ts';
import { pairWords } from './pair.ts';
import { changeWords } from './port-changes.ts';
import { portState } from './port-state.ts';
import type { Words } from './said.ts';
import { aboutWhich } from './spoken.ts';
import { names, statusText } from './status.ts';
import { taggedText } from './tagged.ts';
import { span, utc } from './time.ts';
import { begun, escalatedWords, reminderWords } from './waiting.ts';
import { stableWords, waitingWords } from './waits.ts';

/** One line of a thread, in the words people rely on. */
export function lineWords(line: Line, request: Request): Words[] {
  switch (line.kind) {
    case 'port_state':
      return port(line, request);
    case 'facts':
      return [{ small: facts(line) }];
    case 'altered':
      return altered(line, request);
    case 'waiting':
      return waitingWords(line, request);
    case 'stable':
      return stableWords(line, request);
    case 'different':
      return [different(line.interconnectId, line.differences)];
    case 'refused':
      return [
        `AWS refused the order and made nothing: "${line.message}" (${line.code}).`,
        mendText(line.code),
      ];
    case 'unknown':
      return unknown(line);
    case 'adopted':
      return [adopted(line.interconnectId)];
    case 'not_settled':
      return [begun(line, request, notSettled(line))];
    case 'lapsed':
      return [begun(line, request, lapsed(line))];
    case 'stray':
      return [orphan(line)];
    case 'missing':
      return missing(line);
    case 'listed_again':
      return [begun(line, request, `${line.interconnectId} is listed again: ${line.state}.`)];
    case 'alarm':
      return alarmWords(line, request);
    case 'alarm_taken':
      return [`${line.by.name} looks after ${line.interconnectId}: ${aboutAlarm(line.about)}.`];
    case 'maintenance':
      return maintenanceWords(line);
    case 'deleted_by':
      return [{ timed: deletedByWords(line) }];
    case 'reminder':
      return reminderWords(line, request);
    case 'escalated':
      return escalatedWords(line, request);
    case 'held':
      return [held(line.hold)];
    case 'resubmitted':
      return [
        begun(
          line,
          request,
          `${request.requester.name} changed the request (revision ${line.revision}). Earlier votes are void: please decide again.`,
        ),
        ...(line.changed && line.changed.length > 0 ? [changedWords(line.changed).join('\n')] : []),
      ];
    case 'asked_for':
      return [
        `${request.requester.name} asks for this port for ${line.beneficiary.name}. Neither of them decides.`,
      ];
    case 'tried_again':
      return [`${line.by.name} asked to try again.`];
    case 'ordered_again':
      return [`${names(line.by)} asked to order again.`];
    case 'named':
      return [named(line.interconnectId, line.by)];
    case 'pair':
      return pairWords(line);
    case 'step':
      return [step(line, request)];
    case 'file':
      return [line.title];
    case 'loa':
      return loaWords(line, request);
    case 'cross_connect':
      return [`Cross-connect order for ${line.interconnectId}, to copy:`, { code: crossConnectText(line) }];
    case 'loa_refused':
      return loaRefusedWords(line);
    case 'loa_given_up':
      return loaGivenUpWords(line, request);
  }
}

/** One message a state: how the port came, its state, whatever is not as ordered, and its facts. */
function port(line: Extract<Line, { kind: 'port_state' }>, request: Request): Words[] {
  const { interconnectId, namedBy, differences } = line;
  return [
    ...(line.adopted ? [adopted(interconnectId)] : []),
    ...(namedBy ? [named(interconnectId, namedBy)] : []),
    begun(line, request, portState(line, request)),
    ...(line.alarm?.kind === 'deleted' && line.alarm.from === 'requested' ? [AWS_DELETES] : []),
    ...(line.maintenance ? [{ timed: duringWords(line.maintenance) }] : []),
    ...changeWords(line.changes ?? []),
    ...(differences ? [different(interconnectId, differences)] : []),
    ...(line.facts ? [{ small: facts(line.facts) }] : []),
    ...nextOf(line),
  ];
}

function nextOf(line: Extract<Line, { kind: 'port_state' }>): Words[] {
  const next = line.followed || line.maintenance ? undefined : nextStep(line);
  return next === undefined ? [] : [{ next }];
}

/** What is otherwise about a port that is in the same state. */
function altered(line: Extract<Line, { kind: 'altered' }>, request: Request): Words[] {
  const { interconnectId, changes, listedAgain, alarm } = line;
  const what =
    alarm?.kind === 'encryption_lost'
      ? encryptionLost(interconnectId, alarm)
      : `${interconnectId} has changed at AWS.`;
  return [
    begun(line, request, `${what}${listedAgain ? ' It is listed again.' : ''}`),
    ...changeWords(changes),
    ...(line.facts ? [{ small: facts(line.facts) }] : []),
  ];
}

function adopted(interconnectId: string): string {
  return `Found ${interconnectId} by this order's tag: taken over, not ordered again.`;
}

function named(interconnectId: string, by: Person): string {
  return `${by.name} says that ${interconnectId} is this order's port: taken over.`;
}

function different(interconnectId: string, differences: readonly string[]): string {
  return `${interconnectId} is not what was ordered. ${differences.join(' ')} Check it at AWS before using it.`;
}

function facts({ seen, region, awsRequestId, macsec, audit }: PortFacts): string {
  const parts = [
    // The whole hash, and first: a part of it would prove less, and whatever is cut, it is not.
    [`Audit ${audit?.seq}`, audit?.hash],
    ['Device', seen.device],
    ['Logical device', seen.logicalDevice],
    ['LAG', seen.lagId],
    ['Jumbo frames', yesNo(seen.jumboFrames)],
    ['Redundancy', seen.redundancy],
    ['MACsec', macsecFact(seen, macsec)],
    ['MACsec keys', seen.macSecKeys?.map(({ ckn, state }) => `${ckn} (${state})`).join(', ')],
    ['Provider', seen.providerName],
    ['LOA-CFA issued', seen.loaIssueTime === undefined ? undefined : utc(seen.loaIssueTime)],
    ['AWS request ID', awsRequestId],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  return `${parts.join(' · ')}\n${describe(region, seen.interconnectId)}`.trim();
}

function macsecFact(seen: ListedInterconnect, asked: boolean): string | undefined {
  if (seen.encryption) return `${asked ? 'requested, ' : ''}${seen.encryption}`;
  return asked ? 'requested' : undefined;
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}

function unknown({ code, until }: Extract<Line, { kind: 'unknown' }>): Words[] {
  return [
    `AWS's answer was lost (${code}). A port may exist.`,
    (when) => `Looking until ${when(until)}; nothing is sent again by itself.`,
  ];
}

function notSettled(line: Extract<Line, { kind: 'not_settled' }>): string {
  const { minutes, candidates, untold = [], attempts, tagged = [], lagLinks, reason } = line;
  const [one] = candidates;
  return [
    ...(reason === undefined ? [] : [`It can't be sent as it was approved: ${reason}`]),
    ...taggedText(tagged),
    searched(line, span(minutes * MINUTE)),
    ...attempts.map(({ number, at, code }) => `Attempt ${number} at ${utc(at)}: ${code}.`),
    ...(one
      ? [`New since then, with the same name: ${candidates.join(', ')}. Look at it before ordering again.`]
      : []),
    ...(untold.length > 0
      ? [`AWS doesn't tell the tags of ${untold.join(', ')}: one of them may be it.`]
      : []),
    ...(lagLinks && lagLinks.now !== lagLinks.before
      ? [
          `The LAG had ${lagLinks.before} links before the order and has ${lagLinks.now} now: look among them.`,
        ]
      : []),
  ].join('\n');
}

function searched(
  { looked, tagged = [], attempts }: Extract<Line, { kind: 'not_settled' }>,
  after: string,
): string {
  if (attempts.length === 0) return 'Nothing was sent. It exists, or Give up?';
  if (tagged.length > 0) return 'Nothing is ordered while it is there. It exists, or Give up?';
  return looked === 'not_there'
    ? `No port found after ${after}. One may still exist. Order again, It exists, or Give up?`
    : `AWS could not be searched for ${after}. A port may exist. It exists, or Give up? Order again waits for one complete search.`;
}

function lapsed({ why, decision }: Extract<Line, { kind: 'lapsed' }>): string {
  return decision
    ? `Not enough of those who wanted to order again still count: ${why} It waits for a decision again.`
    : `Not enough of those who approved may still approve: ${why} It waits for approval again.`;
}

function missing({ interconnectId, region, since, listings }: Extract<Line, { kind: 'missing' }>): Words[] {
  return [
    `${interconnectId} is missing: AWS's listings don't show it and AWS doesn't know its ID. That is not the same as deleted.`,
    (when) => `Missing since ${when(since)}, in ${listings} complete listings.`,
    `Look for it: ${describe(region, interconnectId)}`,
  ];
}

function orphan({ interconnectId, own, open = false }: Extract<Line, { kind: 'stray' }>): string {
  if (!own && open) {
    return `${interconnectId} bears this order's tag, and nothing was ordered for it yet. It is billed. Nothing is deleted by itself: find out whose it is.`;
  }
  return own
    ? `A second port: ${interconnectId} bears this order's tag too, beside ${own}. Both are billed. Nothing is deleted by itself: decide which one stays.`
    : `${interconnectId} bears this order's tag, but the order has ended without a port. It is billed. Nothing is deleted by itself: decide whether it stays.`;
}

function held(hold: Hold): string {
  const why = `"${hold.message}" (${hold.code})`;
  switch (hold.kind) {
    case 'frozen':
      return 'Ordering is frozen: the order waits.';
    case 'could_not_look':
      return `AWS could not be checked before ordering: ${why}. Nothing was sent; it is tried again by itself.`;
    case 'wrong_account':
      return `Not sent: ${hold.message}`;
    case 'unchecked':
      return `Not sent: ${hold.message} It is tried again by itself.`;
    case 'rules_differ':
      return `Not sent: ${hold.message}`;
    case 'not_sent':
      return `The order did not leave: ${why}. Nothing was ordered; it is tried again by itself.`;
    case 'throttled':
      return `${isExpiry(hold.code) ? 'What signed the order had expired, and AWS' : 'AWS was busy and'} made nothing: ${why}. It is looked up and tried again by itself.`;
  }
}

/** A step for the requester, in their direct message. */
function step({ state }: Extract<Line, { kind: 'step' }>, request: Request): string {
  const status = statusText(request, { approvals: 0, quorum: request.rule.quorum }, state);
  return `${aboutWhich(request)}: ${status}`;
}
