import type { RequestView } from '../../interfaces/chat.ts';
import { spokenCard } from '../../words/spoken.ts';
import { contextOf, statusText } from '../../words/status.ts';
import { fields, markup, plainContext } from './blocks.ts';
import { orderFields, statusPart } from './card.ts';
import { type Message, message } from './message.ts';

/** The direct message of somebody whom a request's rule lets know: where it stands, and nothing to press. */
export function notice(view: RequestView, cardLink: string | undefined): Message {
  const { request } = view;
  return message(spokenCard(view), [
    statusPart(statusText(request, contextOf(view))),
    ...(cardLink ? [markup(`For your information: <${cardLink}|the card>`)] : []),
    fields(orderFields(request).slice(0, 5)),
    plainContext(`${request.id} · told by the rule ${request.rule.name}`),
  ]);
}
