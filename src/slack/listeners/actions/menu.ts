import type { Person } from '../../../domain/person.ts';
import { UNKNOWN_BUTTON, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { type MenuValue, type MenuVerb, readMenuValue } from '../../blocks/menu.ts';
import { type AfterAck, type MenuArgs, pressedValue } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { details } from './details.ts';
import { withdrawFromMenu } from './withdraw.ts';

/** What a choice of the card's menu does before the ack; no call to Slack or AWS in it. */
export type MenuWork = (value: MenuValue, who: Person, args: MenuArgs) => Promise<AfterAck>;

const HANDLERS: Partial<Record<MenuVerb, (deps: SlackDeps) => MenuWork>> = {
  withdraw: withdrawFromMenu,
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
