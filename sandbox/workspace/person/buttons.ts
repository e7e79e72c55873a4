import { normalised } from '../escape.ts';
import { label, obj, str } from '../json.ts';
import type { State } from '../state.ts';
import type { Json } from '../types.ts';
import { optionsOf, type Placed, placedIn } from '../views/elements.ts';
import { chosen } from '../wire.ts';

/** A button that was found, or one option of an overflow menu, and what its click says in `actions`. */
export interface FoundButton {
  text: string;
  value: string | undefined;
  confirm: Json | undefined;
  action: Json;
}

/** What a person means by a click: a button or an option by its words, or a menu's option by its value. */
export type Aim = { text: string; value?: string | undefined } | { menu: string; value: string };

/** Finds what a click is meant for; says what is there if it finds none or several. */
export function findTarget(state: State, blocks: Json[], aim: Aim, where: string): FoundButton {
  if ('text' in aim) return findButton(state, blocks, aim.text, aim.value, where);
  return findOption(state, blocks, aim.menu, aim.value, where);
}

/** Finds the one button with this text (and value, if given); says what is there if it finds none or several. */
function findButton(
  state: State,
  blocks: Json[],
  text: string,
  value: string | undefined,
  where: string,
): FoundButton {
  const all = buttonsIn(state, blocks);
  const found = all.filter((one) => one.text === text && (value === undefined || one.value === value));
  const [button] = found;
  const wanted = value === undefined ? `'${text}'` : `'${text}' (${value})`;
  if (button === undefined) {
    const has = all.length === 0 ? 'has no buttons' : `has: ${all.map((one) => one.text).join(', ')}`;
    throw new Error(`no button ${wanted} on ${where}; it ${has}`);
  }
  if (found.length > 1) {
    const values = found.map((one) => one.value).join(', ');
    throw new Error(`${found.length} buttons ${wanted} on ${where}; say which by its value: ${values}`);
  }
  return button;
}

/** Finds an option by its value in the overflow menus of this action_id. */
function findOption(state: State, blocks: Json[], menu: string, value: string, where: string): FoundButton {
  const menus = placedIn(blocks).filter(({ type, actionId }) => type === 'overflow' && actionId === menu);
  const offered = menus.flatMap((placed) => menuOptions(state, placed));
  const option = offered.find((one) => one.value === value);
  if (option !== undefined) return option;
  const has = offered.map((one) => `${one.value} (${one.text})`).join(', ') || 'nothing';
  throw new Error(`no option '${value}' in a menu '${menu}' on ${where}; it offers: ${has}`);
}

function menuOptions(state: State, { element, type, blockId, actionId }: Placed): FoundButton[] {
  return optionsOf(element).map((option) => ({
    text: label(option, 'text'),
    value: str(option, 'value'),
    confirm: obj(element, 'confirm'),
    action: { type, action_id: actionId, block_id: blockId, selected_option: chosen(state, option) },
  }));
}

function buttonsIn(state: State, blocks: Json[]): FoundButton[] {
  return placedIn(blocks).flatMap((placed) => {
    const { element, type, blockId, actionId } = placed;
    if (type === 'overflow') return menuOptions(state, placed);
    if (type !== 'button') return [];
    const base: Json = { type, action_id: actionId, block_id: blockId };
    const confirm = obj(element, 'confirm');
    const value = str(element, 'value');
    const style = str(element, 'style');
    const action: Json = { ...base, text: normalised(element.text) };
    if (value !== undefined) action.value = value;
    if (style !== undefined) action.style = style;
    return [{ text: label(element, 'text'), value, confirm, action }];
  });
}
