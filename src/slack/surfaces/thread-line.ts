import type { ListedInterconnect } from '../../domain/catalog.ts';
import type { Line } from '../../domain/line.ts';
import type { Hold, Request } from '../../domain/request.ts';
import { escaped, markup, moment, plainSection, utc } from './blocks.ts';
import { approverMentions, userMention } from './mentions.ts';
import type { Message } from './message.ts';
import { names, statusText } from './status.ts';

/** One line of a thread, in the words people rely on. */
export function threadLine(line: Line, request: Request): Message {
  switch (line.kind) {
    case 'port_state':
      return said(portState(line));
    case 'facts':
      return said(facts(line));
    case 'different':
      return calling(
        request,
        `${line.interconnectId} is not what was ordered. ${line.differences.join(' ')} Check it at AWS before using it.`,
      );
    case 'refused':
      return calling(request, `AWS refused the order and made nothing: "${line.message}" (${line.code}).`);
    case 'unknown':
      return unknownLine(line, request);
    case 'adopted':
      return said(`Found ${line.interconnectId} by this order's tag: taken over, not ordered again.`);
    case 'not_settled':
      return calling(request, notSettled(line));
    case 'stray':
      return calling(request, stray(line));
    case 'held':
      return said(held(line.hold));
    case 'resubmitted':
      return calling(
        request,
        `${request.requester.name} changed the request (revision ${line.revision}). Earlier votes are void: please decide again.`,
      );
    case 'tried_again':
      return said(`${line.by.name} asked to try again.`);
    case 'ordered_again':
      return said(`${names(line.by)} asked to order again.`);
    case 'named':
      return said(`${line.by.name} says that ${line.interconnectId} is this order's port: taken over.`);
    case 'step':
      return step(line, request);
    case 'file':
      return said(line.title);
  }
}

function said(text: string): Message {
  return { text: escaped(text), blocks: [plainSection(text)] };
}

/** A line that needs someone: it mentions the requester and the approvers. */
function calling(request: Request, text: string): Message {
  return { text: escaped(text), blocks: [plainSection(text), markup(whoIsNeeded(request))] };
}

function whoIsNeeded(request: Request): string {
  return `${userMention(request.requester.id)} ${approverMentions(request.rule)}`;
}

function portState({
  interconnectId,
  state,
  lostLight,
  days,
}: Extract<Line, { kind: 'port_state' }>): string {
  switch (state) {
    case 'requested':
      return `${interconnectId} is requested. AWS may take 72 hours and may write to the account's root address.`;
    case 'pending':
      return `${interconnectId} is pending: the LOA-CFA can be fetched.`;
    case 'down':
      return lostLight
        ? `${interconnectId} is down: light was lost.`
        : `${interconnectId} is down: waiting for the cross connect and light.`;
    case 'available':
      return `${interconnectId} is available, ${days} ${days === 1 ? 'day' : 'days'} after the order.`;
    default:
      return `${interconnectId} is ${state}.`;
  }
}

function facts({ seen, region, awsRequestId, macsec }: Extract<Line, { kind: 'facts' }>): string {
  const parts = [
    ['Device', seen.device],
    ['Logical device', seen.logicalDevice],
    ['LAG', seen.lagId],
    ['Jumbo frames', yesNo(seen.jumboFrames)],
    ['Redundancy', seen.redundancy],
    ['MACsec', macsecFact(seen, macsec)],
    ['AWS request ID', awsRequestId],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  return `${parts.join(' · ')}\naws directconnect describe-interconnects --region ${region} --interconnect-id ${seen.interconnectId}`.trim();
}

function macsecFact(seen: ListedInterconnect, asked: boolean): string | undefined {
  if (seen.encryption) return `${asked ? 'requested, ' : ''}${seen.encryption}`;
  return asked ? 'requested' : undefined;
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}

function unknownLine({ code, until }: Extract<Line, { kind: 'unknown' }>, request: Request): Message {
  const lost = `AWS's answer was lost (${code}). A port may exist.`;
  const looking = (when: string) => `Looking until ${when}; nothing is sent again by itself.`;
  return {
    text: escaped(`${lost} ${looking(utc(until))}`),
    // Two blocks, since the time is markup and AWS's word must not be.
    blocks: [plainSection(lost), markup(looking(moment(until))), markup(whoIsNeeded(request))],
  };
}

function notSettled(line: Extract<Line, { kind: 'not_settled' }>): string {
  const { looked, minutes, candidates, attempts } = line;
  const [one] = candidates;
  return [
    looked === 'not_there'
      ? `No port found after ${duration(minutes)}. One may still exist. Order again, It exists, or Give up?`
      : `AWS could not be searched for ${duration(minutes)}. A port may exist. It exists, or Give up? Order again waits for one complete search.`,
    ...attempts.map(({ number, at, code }) => `Attempt ${number} at ${utc(at)}: ${code}.`),
    ...(one
      ? [`New since then, with the same name: ${candidates.join(', ')}. Look at it before ordering again.`]
      : []),
  ].join('\n');
}

function duration(minutes: number): string {
  const [count, unit] = minutes < 1 ? [Math.round(minutes * 60), 'second'] : [Math.round(minutes), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function stray({ interconnectId, own }: Extract<Line, { kind: 'stray' }>): string {
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
    case 'not_sent':
      return `The order did not leave: ${why}. Nothing was ordered; it is tried again by itself.`;
    case 'throttled':
      return `AWS was busy and made nothing: ${why}. It is looked up and tried again by itself.`;
  }
}

/** A step for the requester, in their direct message. */
function step({ state }: Extract<Line, { kind: 'step' }>, request: Request): Message {
  const text = statusText(request, request.rule.quorum, state);
  return { text: escaped(text), blocks: [plainSection(text), markup(userMention(request.requester.id))] };
}
