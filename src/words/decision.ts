import type { Attempt } from '../domain/request/attempt.ts';
import type { Request, RequestState } from '../domain/request/request.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { taggedText } from './tagged.ts';
import { span } from './time.ts';
import type { Timed } from './timed.ts';

type Undecided = Extract<RequestState, { status: 'needs_decision' }>;

/** So many attempts are told one by one; Details has all. */
const ATTEMPTS_MAX = 3;

/** What happened and what was searched, a sentence or two each; what AWS wrote is in it. */
export function whatHappened({ request, attempts = [] }: RequestView, state: Undecided): Timed[] {
  const { candidates, untold = [], lagLinks, tagged } = state;
  const [one] = candidates;
  return [
    ...attempts.slice(-ATTEMPTS_MAX).map(attemptText),
    searched(request, state, attempts),
    ...taggedText(tagged).map((text): Timed => [text]),
    ...(one === undefined
      ? []
      : [
          [`New since then, with the same name: ${candidates.join(', ')}. Look at it before ordering again.`],
        ]),
    ...(untold.length === 0
      ? []
      : [[`AWS doesn't tell the tags of ${untold.join(', ')}: one of them may be it.`]]),
    ...(lagLinks && lagLinks.now !== lagLinks.before
      ? [
          [
            `The LAG had ${lagLinks.before} links before the order and has ${lagLinks.now} now: look among them.`,
          ],
        ]
      : []),
  ];
}

function attemptText({ number, committedAt, outcome, errorName }: Attempt): Timed {
  const code = errorName ?? 'no answer';
  const came =
    outcome === 'refused'
      ? `: AWS refused it and made nothing (${code}).`
      : outcome === 'not_sent' || outcome === 'throttled'
        ? `: it made nothing (${code}).`
        : `: AWS's answer was lost (${code}). A port may exist.`;
  return [`Order ${number} of `, { at: committedAt }, came];
}

function searched(
  { order, accountId }: Request,
  { attempt, looked, tagged, at }: Undecided,
  attempts: readonly Attempt[],
): Timed {
  if (attempt === 0) return ['Nothing was sent for it yet.'];
  const since = attempts.at(-1)?.committedAt;
  const long = since === undefined ? '' : ` for ${span(Math.max(at - since, 0))}`;
  const where = `${order.region}${accountId === null ? '' : ` of account ${accountId}`}`;
  if (looked === 'could_not_look') {
    return [`${where} could not be searched completely${long}. The search goes on, once a minute.`];
  }
  const found = tagged.length > 0 ? 'a port that is not taken over by itself' : 'no port found';
  return [`Every port in ${where} was searched by this order's tag${long}: ${found}. The search goes on.`];
}

/** What It exists does. */
export const IT_EXISTS_MEANS = 'It exists: you see it at AWS, give its ID. Nothing is ordered.';
/** What Give up does. */
export const GIVE_UP_MEANS = 'Give up: nothing more is ordered. A port that turns up is told here.';

/** What Order again does, or why it can't be pressed. */
export function orderAgainMeans(state: Undecided, now: number): Timed {
  if (state.attempt === 0 || state.tagged.length > 0) {
    return ["Order again: not while a port with this order's tag is there."];
  }
  if (state.looked === 'could_not_look') return ['Order again: only after one complete search.'];
  return ['Order again: a second order. ', ...lateText(state, now)];
}

/** Until when the first order could still make a port; a time that has passed is never called one to come. */
export function lateText({ lateUntil }: Undecided, now: number): Timed {
  return now < lateUntil
    ? ['The first could still arrive until ', { at: lateUntil }, '.']
    : [
        'The first could arrive until ',
        { at: lateUntil },
        '; that has passed. AWS may still list a port late.',
      ];
}
