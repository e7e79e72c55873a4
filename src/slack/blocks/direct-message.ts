import { followsOnly } from '../../domain/request/follows-only.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { contextOf, statusText } from '../../words/status.ts';
import { briefText, whatText, whichText } from '../../words/what.ts';
import { actions, markup, plainContext } from './blocks.ts';
import type { Part } from './budget.ts';
import { requesterButtons } from './buttons.ts';
import { matters } from './living.ts';
import { type Message, message } from './message.ts';
import { pairPart } from './pair.ts';
import { bold, line, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';

/** The requester's one direct message: where the request stands and who moves next, a link to its card, Withdraw. */
export function directMessage(view: RequestView, cardLink: string | undefined, pairLink?: string): Message {
  const { request } = view;
  const what = followsOnly(request) ? 'The port' : 'Your request';
  return message(`${aboutWhich(request)}: ${statusText(request, contextOf(view))}`, [
    statusPart(view),
    ...about(view),
    ...(cardLink ? [markup(`${what} and its thread: <${cardLink}|open the card>`)] : []),
    ...pairPart(view, pairLink),
    ...actions(requesterButtons(view)),
    plainContext(request.id),
  ]);
}

/** What was asked for; of a port in few words, since who moves next is what is looked for. */
function about(view: RequestView): Part[] {
  const { request } = view;
  const { state } = request;
  if (state.status !== 'ordered')
    return [richText([line(bold(whatText(request)), words(`\n${whichText(request)}`))])];
  const [what, name] = briefText(request);
  return [richText([line(bold(what), words(` · ${name}`))]), ...matters(view, state, false)];
}
