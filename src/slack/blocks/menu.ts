import type { Overflow } from '@slack/types';
import type { Request } from '../../domain/request/request.ts';
import { isOpen } from '../../domain/rules/permission.ts';
import { commenting } from '../../domain/rules/policy.ts';
import { LIMIT, plain } from './blocks.ts';
import { attemptOf, isCount } from './button-value.ts';

export const MENU_ACTION = 'menu';

/** What a card's menu calls each thing that it offers, in its order. */
const LABELS = {
  withdraw: 'Withdraw',
  send_back: 'Send back',
  comment: 'Approve with a comment',
  take_back: 'Take my approval back',
  loa_again: 'Get the LOA again',
  details: 'Details',
} as const;

export type MenuVerb = keyof typeof LABELS;

/** What was chosen, and exactly which revision and attempt its card showed. */
export interface MenuValue {
  requestId: string;
  revision: number;
  /** 0 before the first. */
  attempt: number;
  /** One that this version doesn't know is another version's. */
  verb: string;
}

/** An option's value holds 150 characters: too few for what a button's does, so it has a form of its own. */
const VERSION = 'v2';

/** The card's menu. What it asks for is confirmed in a modal: a menu has one `confirm` for all that is in it. */
export function menu(request: Request): Overflow {
  const options = menuVerbs(request).map((verb) => ({
    text: plain(LABELS[verb], LIMIT.optionText),
    value: menuValue(request, verb),
  }));
  return { type: 'overflow', action_id: MENU_ACTION, options };
}

/** What there is room for in the request's state, whoever opens the menu. */
function menuVerbs({ state, rule }: Request): MenuVerb[] {
  const open: Record<MenuVerb, boolean> = {
    withdraw: isOpen('withdraw', state),
    send_back: isOpen('send_back', state),
    comment: isOpen('approve', state) && commenting(rule, 'approve') !== 'none',
    take_back: isOpen('take_back', state),
    loa_again: isOpen('loa_again', state),
    details: true,
  };
  return (Object.keys(open) as MenuVerb[]).filter((verb) => open[verb]);
}

/** The value of an option; a modal that one opens carries it along. */
export function menuValue(request: Request, verb: MenuVerb): string {
  return [VERSION, request.id, request.revision, attemptOf(request), verb].join('|');
}

/** Undefined for a value that this version didn't write. */
export function readMenuValue(value: string | undefined): MenuValue | undefined {
  const [version, requestId, revision, attempt, verb] = (value ?? '').split('|');
  if (version !== VERSION || !requestId || !verb) return undefined;
  if (!isCount(revision) || !isCount(attempt)) return undefined;
  return { requestId, revision: Number(revision), attempt: Number(attempt), verb };
}
