import type { ContextBlock, MrkdwnElement } from '@slack/types';
import type { RequestView } from '../../interfaces/chat.ts';
import { askedBy } from '../../words/asked-by.ts';
import { deletedByWords } from '../../words/maintenance.ts';
import { portLife } from '../../words/port-life.ts';
import { briefText } from '../../words/what.ts';
import { actions, moment, plain } from './blocks.ts';
import type { Part } from './budget.ts';
import { cardButtons } from './buttons.ts';
import { named } from './mentions.ts';
import { menu } from './menu.ts';
import { bold, line, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';
import { timedElements, timedMarkup } from './timed.ts';

/** Of whoever deleted a port: names of users, roles and sessions are shorter. */
const DELETED_BY_MAX = 300;

/** A card on which nothing can be decided any more, folded: how it ended, what it was, and what came after. */
export function endedCard(view: RequestView, afterLink: string | undefined): Part[] {
  const { request } = view;
  const [what, name] = briefText(request);
  return [
    statusPart(view),
    richText([line(bold(what), words(` · ${name}`))]),
    ...deletedBy(view),
    after(view, afterLink),
    ...actions([...cardButtons(view), menu(request)]),
  ];
}

/** Who deleted its port, where that is known. */
function deletedBy({ request, deletion }: RequestView): Part[] {
  const { state } = request;
  if (!deletion || state.status !== 'closed') return [];
  return [richText([line(...timedElements(deletedByWords(deletion), DELETED_BY_MAX))])];
}

/** Who asked and who ended it, since when, what its port had come to, and the request that was asked for in its place. */
function after(view: RequestView, link: string | undefined): ContextBlock {
  const { request, port } = view;
  const { id, requester, state, createdAt } = request;
  const by = 'by' in state && state.by !== null && !Array.isArray(state.by) ? state.by : undefined;
  const since = moment('at' in state ? state.at : createdAt);
  const life = port ? portLife(view, port) : [];
  return {
    type: 'context',
    elements: [
      ...named(`${askedBy(request)} ${requester.name}`, requester),
      ...(by && by.id !== requester.id ? named(`By ${by.name}`, by) : []),
      {
        type: 'mrkdwn',
        text: life.length > 0 ? `${timedMarkup(life)} · Deleted ${since}` : `Since ${since}`,
        verbatim: true,
      },
      plain(id),
      ...askedAgainAs(view, link),
    ],
  };
}

/** Leads to the request that was asked for in its place, if there is one; `link` is its card's. */
export function askedAgainAs({ askedAgain }: RequestView, link: string | undefined): MrkdwnElement[] {
  if (!askedAgain) return [];
  const { id } = askedAgain;
  const text = `Asked again as ${link === undefined ? id : `<${link}|${id}>`}`;
  return [{ type: 'mrkdwn', text, verbatim: true }];
}
