import { followsOnly } from '../../domain/request/follows-only.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { contextOf, statusText } from '../../words/status.ts';
import { whatText, whichText } from '../../words/what.ts';
import { actions, markup, plainContext } from './blocks.ts';
import { requesterButtons } from './buttons.ts';
import { type Message, message } from './message.ts';
import { bold, line, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';

/** The requester's one direct message: where the request stands, a link to its card, Withdraw. */
export function directMessage(view: RequestView, cardLink: string | undefined): Message {
  const { request } = view;
  const what = followsOnly(request) ? 'The port' : 'Your request';
  return message(`${aboutWhich(request)}: ${statusText(request, contextOf(view))}`, [
    statusPart(view),
    richText([line(bold(whatText(request)), words(`\n${whichText(request)}`))]),
    ...(cardLink ? [markup(`${what} and its thread: <${cardLink}|open the card>`)] : []),
    ...actions(requesterButtons(request)),
    plainContext(request.id),
  ]);
}
