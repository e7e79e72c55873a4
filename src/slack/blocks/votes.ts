import type { KnownBlock } from '@slack/types';
import type { RequestView } from '../../interfaces/chat.ts';
import { choiceText } from '../../words/votes.ts';
import { moment } from './blocks.ts';
import { named } from './mentions.ts';
import { bold, line, richText, words } from './rich-text.ts';

/** A context block holds ten elements, two for each voter. */
const VOTERS_MAX = 5;
/** Details has the whole. */
const SHOWN = { name: 100, comment: 200 } as const;

/** Who has chosen what, and when. */
export function votesBlock({ votes }: RequestView): KnownBlock[] {
  if (votes.length === 0) return [];
  const elements = votes
    .slice(0, VOTERS_MAX)
    .flatMap(({ voter, choice, at }) => named(choiceText(choice, voter), voter, ` ${moment(at)}`));
  return [{ type: 'context', elements }];
}

/** What they said with it, and how many of the rejections that end it have come. */
export function saidBlock({ votes, rejectQuorum = 1, request }: RequestView): KnownBlock[] {
  const said = votes
    .slice(0, VOTERS_MAX)
    .flatMap(({ voter, comment }) => (comment === null ? [] : [{ voter, comment }]));
  const rejections = votes.filter(({ choice }) => choice === 'reject').length;
  const isCounted = request.state.status === 'awaiting_approval' && rejections > 0;
  const lines = [
    ...(isCounted ? [line(words(`${rejections} of ${rejectQuorum} rejections that end it.`))] : []),
    ...said.map(({ voter, comment }) =>
      line(bold(voter.name, SHOWN.name), words(`: ${comment}`, SHOWN.comment)),
    ),
  ];
  return lines.length === 0 ? [] : [richText(lines)];
}
