import type { Person } from '../../../domain/person.ts';
import { UNKNOWN_BUTTON, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { type MenuVerb, readMenuValue } from '../../blocks/menu.ts';
import { type AfterAck, type MenuArgs, type MenuWork, pressedValue } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { approveWithComment } from './approve.ts';
import { details } from './details.ts';
import { loaAgainFromMenu } from './loa-again.ts';
import { sendBack } from './send-back.ts';
import { takeBack } from './take-back.ts';
import { withdrawFromMenu } from './withdraw.ts';

const HANDLERS: Record<MenuVerb, (deps: SlackDeps) => MenuWork> = {
  withdraw: withdrawFromMenu,
  send_back: sendBack,
  comment: approveWithComment,
  take_back: takeBack,
  loa_again: loaAgainFromMenu,
  details,
};

/** A choice of the card's menu: each verb has a handler of its own. */
export function menuChoice(deps: SlackDeps) {
  const handlers = new Map<string, MenuWork>(
    Object.entries(HANDLERS).map(([verb, handler]) => [verb, handler(deps)]),
  );
  return async (who: Person, args: MenuArgs): Promise<AfterAck> => {
    const value = readMenuValue(pressedValue(args.action));
    if (!value) return UNKNOWN_REQUEST;
    const work = handlers.get(value.verb);
    return work ? work(value, who, args) : UNKNOWN_BUTTON;
  };
}
