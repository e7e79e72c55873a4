import { normalised } from '../escape.ts';
import { label, obj, str } from '../json.ts';
import type { Json } from '../types.ts';
import { optionsOf, placedIn } from '../views/elements.ts';

/** A button that was found, or one option of an overflow menu, and what its click says in `actions`. */
export interface FoundButton {
  text: string;
  value: string | undefined;
  confirm: Json | undefined;
  action: Json;
}

/** Finds the one button with this text (and value, if given); says what is there if it finds none or several. */
export function findButton(
  blocks: Json[],
  text: string,
  value: string | undefined,
  where: string,
): FoundButton {
  const all = buttonsIn(blocks);
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

function buttonsIn(blocks: Json[]): FoundButton[] {
  return placedIn(blocks).flatMap(({ element, type, blockId, actionId }) => {
    const base: Json = { type, action_id: actionId, block_id: blockId };
    const confirm = obj(element, 'confirm');
    if (type === 'overflow') {
      return optionsOf(element).map((option) => ({
        text: label(option, 'text'),
        value: str(option, 'value'),
        confirm,
        action: { ...base, selected_option: normalised(option) },
      }));
    }
    if (type !== 'button') return [];
    const value = str(element, 'value');
    const style = str(element, 'style');
    const action: Json = { ...base, text: normalised(element.text) };
    if (value !== undefined) action.value = value;
    if (style !== undefined) action.style = style;
    return [{ text: label(element, 'text'), value, confirm, action }];
  });
}
