import { turnHome } from '../../../actions/showing/draw-home.ts';
import type { Person } from '../../../domain/person.ts';
import { readTurn } from '../../blocks/home.ts';
import type { AfterAck, ButtonArgs } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Next and Previous, in the Home tab: whose click it was sees it drawn anew anyway. */
export function turnPage(deps: SlackDeps) {
  return async (who: Person, { action }: ButtonArgs): Promise<AfterAck> => {
    const turn = readTurn(action.value);
    if (!turn) return "This version of the bot doesn't know that page. Open the tab again.";
    await turnHome(deps, { userId: who.id, pages: { [turn.list]: turn.page } });
    return undefined;
  };
}
