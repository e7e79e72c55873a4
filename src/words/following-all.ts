import { APART_MS, type FollowedMany, type Left } from '../actions/following/follow-many.ts';
import type { AllThere, Found } from '../actions/following/unfollowed.ts';
import { clip } from '../domain/text.ts';
import { notFollowedAnswer } from './following.ts';
import { span } from './time.ts';

/** So many ports that aren't followed are named, each with why. */
const NAMED_MOST = 20;
const WORD_MAX = 60;

export const LISTING = 'Asking AWS for all ports. It may take half a minute.';
export const FOLLOWING =
  'Following them: AWS is asked once more. If this stays as it is, type /interconnect follow all again: no port is followed twice.';
export const CHOOSE_ONE = 'Choose a port.';

/** What AWS lists that nobody follows here, and what else it lists, in sentences. */
export function allThereWords({ ports, failed }: AllThere): string[] {
  const count = (kind: Found['standing']['kind']) =>
    ports.filter(({ standing }) => standing.kind === kind).length;
  const [free, held, sought] = [count('free'), count('held'), count('sought')];
  const rest = [
    ...(held > 0 ? [`${held} followed already`] : []),
    ...(sought > 0 ? [`${sought} for which a request may still be looking`] : []),
  ];
  return [
    free === 0
      ? 'AWS lists no port that could be followed.'
      : `${listedText(free)} that nobody follows here.`,
    ...(rest.length > 0 ? [`Beside them: ${rest.join(', ')}.`] : []),
    ...failedWords(failed),
  ];
}

/** One port to choose: its ID and name, and below that whose tag it bears, its state, speed and place. */
export function foundWords({ there: { seen }, standing }: Found): { text: string; description: string } {
  const { interconnectId, name, state, bandwidth, location } = seen;
  const tag = standing.kind === 'free' ? standing.tag : undefined;
  const whose = tag
    ? [tag.known ? `Orphan of ${clip(tag.requestId, 20)}` : `Another deployment's ${clip(tag.requestId, 20)}`]
    : [];
  return {
    text: `${interconnectId} ${clip(name, WORD_MAX)}`,
    description: [...whose, `${clip(bandwidth, 10)} at ${clip(location, 20)}, ${clip(state, 12)}`].join(
      ' · ',
    ),
  };
}

/** What there is beyond those that are shown. */
export function othersText(count: number): string {
  return `The other ${count}, which bear no request's tag`;
}

/** What became of all that were chosen: how many are followed, and which not and why. */
export function followedManyAnswer(done: FollowedMany): string {
  const { followed, left, failed, stopped } = done;
  return [
    followed === 0 ? 'No port is followed anew.' : begunText(followed),
    ...left.slice(0, NAMED_MOST).map(({ interconnectId, why }) => `${interconnectId}: ${leftText(why)}.`),
    ...(left.length > NAMED_MOST ? [`${left.length - NAMED_MOST} more are not followed either.`] : []),
    ...failedWords(failed),
    ...(stopped ? [`The rest: ${notFollowedAnswer(stopped)}`] : []),
  ].join('\n');
}

function begunText(count: number): string {
  const [are, their] = count === 1 ? ['port is', 'Its card comes'] : ['ports are', 'Their cards come'];
  const pace = count === 1 ? '' : `, one in ${span(APART_MS)}: the last in ${span(count * APART_MS)}`;
  return `${count} ${are} followed from here on. ${their} in the approvals channel and to you${pace}.`;
}

function leftText(why: Left): string {
  switch (why.kind) {
    case 'held':
      return `followed already, as ${why.requestId}`;
    case 'sought':
      return `may be the port that ${why.requestId} is still looking for; have that decided first`;
    case 'ending':
      return `${clip(why.state, WORD_MAX)}, there is nothing to follow`;
    case 'not_there':
      return 'AWS lists it no more';
  }
}

function failedWords(failed: AllThere['failed']): string[] {
  return failed.map(
    ({ accountId, region, code }) =>
      `${accountId === null ? region : `${region} of account ${accountId}`} could not be asked (${code}): its ports are not among these.`,
  );
}

function listedText(count: number): string {
  return count === 1 ? 'AWS lists 1 port' : `AWS lists ${count} ports`;
}
