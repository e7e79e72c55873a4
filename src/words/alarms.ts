import type { AlarmKind } from '../domain/port/alarm.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Line } from '../domain/request/line.ts';
import type { Request } from '../domain/request/request.ts';
import { CHECK_BOTH_ENDS } from './next-step.ts';
import { changeWords, modeText } from './port-changes.ts';
import type { Words } from './said.ts';
import { ago, lasting } from './time.ts';
import { timed } from './timed.ts';
import { begun } from './waiting.ts';

type AlarmLine = Extract<Line, { kind: 'alarm' }>;

/** What needs somebody at once: what it is, since when, and the one thing to do. */
export function alarmWords(line: AlarmLine, request: Request): Words[] {
  const [what, ...more] = said(line, followsOnly(request));
  return [begun(line, request, what), ...more, ...changeWords(line.changes ?? [])];
}

/** `followed`: nobody knows when it was ordered. */
function said({ interconnectId, alarm }: AlarmLine, followed: boolean): [string, ...Words[]] {
  switch (alarm.kind) {
    case 'requested':
      return [
        `${interconnectId} has been requested for ${lasting(alarm.passed, followed)}: AWS says that it takes up to 72 hours.`,
        (when) => `${followed ? 'Followed' : 'Requested'} since ${when(alarm.since)}.`,
        {
          next: "Next: look for AWS's mail in the account's root mailbox, and ask AWS support where the order stands.",
        },
      ];
    case 'unanswered':
      return [
        `${interconnectId} has been requested for ${lasting(alarm.passed, followed)}. AWS deletes an order whose mail to the account's root address nobody answers in 7 days.`,
        (when) => `It would be deleted ${when(alarm.deletedAt)}${followed ? ' at the latest' : ''}.`,
        { next: "Next: answer AWS's mail in the account's root mailbox today." },
      ];
    case 'loa':
      return loa(interconnectId, alarm);
    case 'light_lost':
      return [
        `${interconnectId} is down: light was lost.`,
        (when) => `Since ${when(alarm.since)}.`,
        { next: `Next: ${CHECK_BOTH_ENDS}` },
      ];
    case 'maintenance_pair':
      return [
        `AWS plans maintenance on both ports of the pair at once: ${interconnectId} and ${alarm.other}. Light may be lost on both.`,
        (when) =>
          `From ${when(alarm.startsAt)}${alarm.endsAt === null ? ' on' : ` to ${when(alarm.endsAt)}`}.`,
        {
          next: 'Next: have another way for the traffic ready for that time, and ask AWS support to move one of them.',
        },
      ];
    case 'flapping':
      return [
        `${interconnectId} is flapping: it came and went ${alarm.times} times. From here on that is counted, not told, until it is stable for an hour.`,
        (when) => `Since ${when(alarm.since)}.`,
        { next: 'Next: have the optics, the light levels and the cross connect checked at both ends.' },
      ];
    case 'encryption_lost':
      return [
        encryptionLost(interconnectId, alarm),
        (when) => `Since ${when(alarm.since)}.`,
        { next: 'Next: compare the MACsec keys at both ends.' },
      ];
    case 'missing':
      return [
        `${interconnectId} is missing: AWS's listings don't show it and AWS doesn't know its ID. That is not the same as deleted.`,
        (when) => `Missing since ${when(alarm.since)}, in ${alarm.listings} complete listings.`,
        `Look for it: ${describe(alarm.region, interconnectId)}`,
      ];
    case 'deleted':
      return [
        `${interconnectId} ${alarm.to === 'deleting' ? 'is being deleted' : 'was deleted'} at AWS. The bot did not do that.`,
        { timed: timed`It was ${alarm.from} before, since ${{ at: alarm.since }}.` },
        ...(alarm.from === 'requested' ? [AWS_DELETES] : []),
        { next: 'Next: find out who deleted it. If it is still needed, order a new one.' },
      ];
  }
}

/** Of a port that is deleted before AWS has made it: AWS deletes by itself as well. */
export const AWS_DELETES =
  "AWS itself deletes an order whose mail to the account's root address nobody answers in 7 days.";

/** That a port lost its encryption, and whether traffic still passes. */
export function encryptionLost(interconnectId: string, { mode }: { mode?: string }): string {
  return `${interconnectId} lost its encryption. ${modeText(mode ?? null)}`;
}

function loa(
  interconnectId: string,
  { passed, issuedAt, endsAt }: Extract<AlarmLine['alarm'], { kind: 'loa' }>,
): [string, ...Words[]] {
  const issued: Words = (when) => `Issued ${when(issuedAt)}.`;
  if (issuedAt + passed >= endsAt) {
    return [
      `${interconnectId} has no light ${ago(passed)} after its LOA-CFA: the LOA has expired, and AWS bills the port from now on even without light.`,
      issued,
      { next: 'Next: get a new LOA-CFA for the colocation desk, or have the port deleted.' },
    ];
  }
  return [
    `${interconnectId} has no light ${ago(passed)} after its LOA-CFA.`,
    (when) =>
      `Issued ${when(issuedAt)}. It expires ${when(endsAt)}, and billing begins then even without light.`,
    { next: 'Next: ask the colocation desk for the date of the cross connect.' },
  ];
}

/** How anybody can ask AWS for a port. */
export function describe(region: string, interconnectId: string): string {
  return `aws directconnect describe-interconnects --region ${region} --interconnect-id ${interconnectId}`;
}

const ABOUT: Readonly<Record<AlarmKind, string>> = {
  requested: 'the order that AWS has not done with',
  unanswered: 'the mail of AWS that may wait for an answer',
  loa: 'the light that has not come since its LOA-CFA',
  light_lost: 'the lost light',
  maintenance_pair: 'the maintenance on both ports',
  flapping: 'the flapping',
  encryption_lost: 'the lost encryption',
  missing: "its absence from AWS's listings",
  deleted: 'its deletion',
};

/** What an alarm of a port is about, after the port's ID. */
export function aboutAlarm(kind: AlarmKind): string {
  return ABOUT[kind];
}
