import { isOwnDm } from '../../domain/request/destination.ts';
import type { Destination } from '../../domain/request/line.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { actions, escaped, plainSection } from './blocks.ts';
import { cardButtons, requesterButtons } from './buttons.ts';
import { menu } from './menu.ts';
import { type Message, message } from './message.ts';

/**
 * What is left of a card or direct message that Slack refuses to show: where the request stands, and the same buttons,
 * so that it can still be decided. The next state is drawn whole again.
 */
export function shortMessage(view: RequestView, destination: Destination): Message {
  const text = shortText(view);
  return message(text, [plainSection(text), ...actions(pressables(view, destination))]);
}

function pressables(view: RequestView, destination: Destination) {
  const { request } = view;
  if (destination === 'dm') return requesterButtons(view);
  return isOwnDm('notified', destination) ? [] : [...cardButtons(view), menu(request)];
}

/** What is left of one whose buttons are refused too: the bot's own words only, since text alone is read as markup. */
export function textAlone(view: RequestView): { text: string } {
  return { text: escaped(shortText(view)) };
}

function shortText({ request }: RequestView): string {
  const { state } = request;
  const port = 'interconnectId' in state ? ` (${state.interconnectId})` : '';
  const status = state.status.replaceAll('_', ' ');
  return `${request.id}: ${status}${port}. Slack refused to show the rest; the bot's operators know.`;
}
