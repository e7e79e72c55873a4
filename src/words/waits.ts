import { UNANSWERED_MS } from '../domain/port/alarm-times.ts';
import type { WaitFor } from '../domain/port/wait.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Line } from '../domain/request/line.ts';
import type { Request } from '../domain/request/request.ts';
import { CHECK_BOTH_ENDS } from './next-step.ts';
import type { Words } from './said.ts';
import { ago, lasting } from './time.ts';
import { begun } from './waiting.ts';

/** What a port waits for, who has to move, and what comes then. */
interface Waits {
  what: string;
  who: string;
  urgent: string;
}

const WAITS: Record<WaitFor, Waits> = {
  aws: {
    what: 'AWS has not done with the order.',
    who: "AWS moves next, unless it waits for an answer to its mail to the account's root address. Then the port is pending, and the LOA-CFA can be had.",
    urgent: 'AWS should be asked where the order stands',
  },
  cross_connect: {
    what: 'the cross connect is not made.',
    who: 'The colocation desk moves next, with the LOA-CFA. Then the port is down until light comes.',
    urgent: 'the LOA-CFA expires, and billing begins even without light',
  },
  keys: {
    what: 'its MACsec keys are being changed.',
    who: 'Whoever changes the keys moves next, then AWS. Then the port is available again.',
    urgent: 'it is urgent',
  },
  light: {
    what: 'no light has come yet.',
    who: 'The colocation desk moves next, with the cross connect, or your own cabling and the port at its other end. Then it is available.',
    urgent: 'the LOA-CFA expires, and billing begins even without light',
  },
  outage: {
    what: 'the light that it had is still lost.',
    who: 'Your own cabling and optics or the colocation desk have to move; AWS only if its end is dark. Then it is available again.',
    urgent: 'it is urgent',
  },
};

/** Of a port that is only followed nobody knows what it was before. */
const MAYBE_LIT: Waits = {
  ...WAITS.light,
  what: "it has no light. Whether it has carried light before isn't known here.",
  who: 'Your own cabling and optics or the colocation desk have to move. Then it is available.',
};

/** That a port still waits: for what, since when, who has to move, what comes next, and when it becomes urgent. */
export function waitingWords(
  { interconnectId, wait }: Extract<Line, { kind: 'waiting' }>,
  request: Request,
): Words[] {
  const followed = followsOnly(request);
  const { what, who, urgent } = followed && wait.for === 'light' ? MAYBE_LIT : WAITS[wait.for];
  const { since, urgentAt, expiredAt } = wait;
  // By the second of its times AWS deletes what nobody has answered for.
  const deletes = wait.for === 'aws' && urgentAt !== null && urgentAt - since >= UNANSWERED_MS;
  const why = deletes ? 'AWS deletes the order if it waits for an answer' : urgent;
  return [
    `${interconnectId} has been ${wait.state} for ${lasting(wait.passed, followed)}: ${what}`,
    who,
    (when) => {
      const began = `Since ${when(since)}.`;
      if (expiredAt !== undefined)
        return `${began} The LOA-CFA expired ${when(expiredAt)}: AWS bills the port even without light, and the colocation desk needs a new one.`;
      return urgentAt === null ? began : `${began} From ${when(urgentAt)} on it is urgent: ${why}.`;
    },
  ];
}

/** That a port that came and went has stayed as it is, and how often it came and went. */
export function stableWords(line: Extract<Line, { kind: 'stable' }>, request: Request): Words[] {
  const { interconnectId, state, since, times, calm, alarm } = line;
  const still = alarm?.kind === 'encryption_lost' ? ', and its encryption is still lost' : '';
  const stable = `${interconnectId} is stable again: ${state} for ${ago(calm)}. It was lost ${times} times${still}.`;
  const next =
    state === 'down' ? `Next: ${CHECK_BOTH_ENDS}` : 'Next: find out what it was, before it comes back.';
  return [begun(line, request, stable), (when) => `It came and went from ${when(since)} on.`, { next }];
}
