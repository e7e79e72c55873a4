import type { KnownBlock, ModalView } from '@slack/types';
import type { RequestDetails } from '../../actions/showing/details.ts';
import type { Person } from '../../domain/person.ts';
import type { Vote } from '../../domain/request/vote.ts';
import { formatTags } from '../../domain/tags.ts';
import { detailFacts, LASTING } from '../../words/details.ts';
import type { Timed } from '../../words/timed.ts';
import { choiceText } from '../../words/votes.ts';
import { LIMIT, moment, plain, plainContext, plainSection } from './blocks.ts';
import { named } from './mentions.ts';
import { line, richText } from './rich-text.ts';
import { cutTimed, timedElements } from './timed.ts';

/** What is shown of what; a modal takes a hundred blocks. */
const MOST = { facts: 30, votes: 20 } as const;

/** All that is known of a request and left its card; nothing can be done in it. */
export function detailsModal(details: RequestDetails, people: readonly Person[]): ModalView {
  const { request } = details.view;
  const { tags } = request.order;
  return {
    type: 'modal',
    title: plain('Details', 24),
    close: plain('Close', 24),
    blocks: [
      plainSection(`Reason\n${request.reason}`),
      ...request.warnings.map((warning) => plainSection(warning)),
      ...(tags.length > 0 ? [plainSection(`Tags\n${formatTags(tags)}`)] : []),
      ...details.votes.slice(0, MOST.votes).flatMap(voteBlocks),
      ...detailFacts(details, people).slice(0, MOST.facts).map(factBlock),
      plainContext(LASTING),
    ],
  };
}

function factBlock([label, value]: [string, Timed]): KnownBlock {
  if (value.every((part) => typeof part === 'string')) return plainSection(`${label}\n${value.join('')}`);
  return richText([line(...timedElements(cutTimed([`${label}\n`, ...value], LIMIT.section)))]);
}

function voteBlocks({ choice, voter, at, comment }: Vote): KnownBlock[] {
  return [
    { type: 'context', elements: named(choiceText(choice, voter), voter, ` ${moment(at)}`) },
    ...(comment === null ? [] : [plainSection(comment)]),
  ];
}
