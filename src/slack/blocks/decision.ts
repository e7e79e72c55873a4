import type { Button, SectionBlock } from '@slack/types';
import type { RequestState } from '../../domain/request/request.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { GIVE_UP_MEANS, IT_EXISTS_MEANS, orderAgainMeans, whatHappened } from '../../words/decision.ts';
import { markup } from './blocks.ts';
import type { Part } from './budget.ts';
import { giveUpButton, itExistsButton, mayOrderAgain, orderAgainButton } from './buttons.ts';
import { line, richText } from './rich-text.ts';
import { timedElements, timedMarkup } from './timed.ts';

/** How much of each sentence is shown: what AWS wrote is in them. */
const SHOWN = 400;

/** What people decide by where nobody knows whether a port was made; beside each button what it does. */
export function decisionParts(
  view: RequestView,
  state: Extract<RequestState, { status: 'needs_decision' }>,
): Part[] {
  // Without a moment nothing is said to lie ahead.
  const { request, now = Number.POSITIVE_INFINITY } = view;
  const happened = whatHappened(view, state).map((timed) => line(...timedElements([...timed, '\n'], SHOWN)));
  return [
    richText(happened),
    beside(IT_EXISTS_MEANS, itExistsButton(request)),
    beside(
      timedMarkup(orderAgainMeans(state, now)),
      mayOrderAgain(state) ? orderAgainButton(request, state, now) : undefined,
    ),
    beside(GIVE_UP_MEANS, giveUpButton(request)),
  ];
}

/** The bot's own words and the button that they are about. */
function beside(text: string, accessory: Button | undefined): SectionBlock {
  return { ...markup(text), expand: true, ...(accessory ? { accessory } : {}) };
}
