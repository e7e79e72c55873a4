import type { WaitFor } from '../domain/port/wait.ts';
import type { Line } from '../domain/request/line.ts';
import type { Words } from './said.ts';
import { ago } from './time.ts';

/** What a port waits for, who has to move, and what comes then. */
const WAITS: Record<WaitFor, { what: string; who: string; urgent: string }> = {
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

/** That a port still waits: for what, since when, who has to move, what comes next, and when it becomes urgent. */
export function waitingWords({ interconnectId, wait }: Extract<Line, { kind: 'waiting' }>): Words[] {
  const { what, who, urgent } = WAITS[wait.for];
  const { urgentAt } = wait;
  return [
    `${interconnectId} has been ${wait.state} for ${ago(wait.passed)}: ${what}`,
    who,
    (when) => {
      const since = `Since ${when(wait.since)}.`;
      return urgentAt === null ? since : `${since} From ${when(urgentAt)} on it is urgent: ${urgent}.`;
    },
  ];
}

/** That a port that came and went has stayed as it is, and how often it came and went. */
export function stableWords({
  interconnectId,
  state,
  since,
  times,
  calm,
  alarm,
}: Extract<Line, { kind: 'stable' }>): Words[] {
  const next =
    state === 'down'
      ? 'Next: have the cross connect and the optics at both ends checked.'
      : 'Next: find out what it was, before it comes back.';
  return [
    `${interconnectId} is stable again: ${state} for ${ago(calm)}. It was lost ${times} times${alarm?.kind === 'encryption_lost' ? ', and its encryption is still lost' : ''}.`,
    (when) => `Since ${when(since)}.`,
    { next },
  ];
}
