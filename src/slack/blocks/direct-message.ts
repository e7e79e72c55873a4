import type { RequestView } from '../../interfaces/chat.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { contextOf, statusText } from '../../words/status.ts';
import { actions, fields, markup, plainContext } from './blocks.ts';
import { requesterButtons } from './buttons.ts';
import { orderFields, statusPart } from './card.ts';
import { type Message, message } from './message.ts';

/** The requester's one direct message: where the request stands, a link to its card, Withdraw. */
export function directMessage(view: RequestView, cardLink: string | undefined): Message {
  const { request } = view;
  const status = statusText(request, contextOf(view));
  return message(`${aboutWhich(request)}: ${status}`, [
    statusPart(status),
    ...(cardLink ? [markup(`Your request and its thread: <${cardLink}|open the card>`)] : []),
    fields(orderFields(request).slice(0, 5)),
    ...actions(requesterButtons(request)),
    plainContext(request.id),
  ]);
}
