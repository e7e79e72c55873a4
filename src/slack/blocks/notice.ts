import type { RequestView } from '../../interfaces/chat.ts';
import { spokenCard } from '../../words/spoken.ts';
import { whatText, whichText } from '../../words/what.ts';
import { markup, plainContext } from './blocks.ts';
import { type Message, message } from './message.ts';
import { bold, line, richText, words } from './rich-text.ts';
import { statusPart } from './status-part.ts';

/** The direct message of somebody whom a request's rule lets know: where it stands, and nothing to press. */
export function notice(view: RequestView, cardLink: string | undefined): Message {
  const { request } = view;
  return message(spokenCard(view), [
    statusPart(view),
    richText([line(bold(whatText(request)), words(`\n${whichText(request)}`))]),
    ...(cardLink ? [markup(`For your information: <${cardLink}|the card>`)] : []),
    plainContext(`${request.id} · told by the rule ${request.rule.name}`),
  ]);
}
