import { label, objs } from '../json.ts';
import type { HeldView } from '../state.ts';
import type { Delivery, Json } from '../types.ts';
import { dispatches, type Placed } from '../views/elements.ts';
import { dropModal, stackOf } from '../views/stack.ts';
import { heldValue, setValue, shapeOf } from '../views/values.ts';
import { chosen } from '../wire.ts';
import { type Aim, findTarget } from './buttons.ts';
import { bring, type Desk, keptBack, unusable } from './desk.ts';
import { findField } from './fields.ts';
import { listOptions, pick } from './options.ts';
import { closedPayload, viewActionPayload } from './payloads.ts';

/** Types into a field of a view. */
export async function typeInto(
  desk: Desk,
  held: HeldView,
  block: string,
  text: string,
): Promise<Delivery | undefined> {
  const field = findField(held, block);
  if (shapeOf(field.type)?.key !== 'value')
    throw new Error(`'${block}' is a ${field.type}: choose, don't type`);
  setValue(held.values, field, text === '' ? null : text);
  if (!dispatches(field)) return undefined;
  return act(desk, held, field, { value: text }, `types "${text}" into ${field.blockId}`);
}

/** Chooses in a field of a view: an option's value, or an ID or date in the pickers. Lists toggle. */
export async function chooseIn(
  desk: Desk,
  held: HeldView,
  block: string,
  value: string,
  query: string,
): Promise<Delivery | undefined> {
  const field = findField(held, block);
  const shape = shapeOf(field.type);
  if (shape === undefined || shape.key === 'value')
    throw new Error(`'${block}' is a ${field.type}: type, don't choose`);
  const takesOptions = shape.key.startsWith('selected_option');
  const listed = takesOptions || field.type === 'users_select';
  const option = listed ? pick(await listOptions(desk, held, field, query), value, field) : undefined;
  const one = takesOptions ? option : value;
  const now = shape.list ? toggled(heldValue(held.values, field), one) : one;
  setValue(held.values, field, now);
  if (!dispatches(field)) return undefined;
  return act(desk, held, field, { [shape.key]: now }, `chooses ${value} in ${field.blockId}`);
}

/** Clicks a button, or chooses in a menu, of a view. */
export async function pressIn(desk: Desk, held: HeldView, aim: Aim): Promise<Delivery> {
  const where = held.type === 'home' ? 'the Home tab' : `"${label(held.view, 'title')}"`;
  const button = findTarget(desk.state, objs(held.view, 'blocks'), aim, where);
  if (held.type === 'modal' && button.confirm !== undefined) {
    const lost = 'a confirm on a button in a modal: Slack loses the click';
    return unusable(desk.state, held.user, keptBack(lost), lost);
  }
  const action = { ...button.action, action_ts: desk.state.nextTs() };
  const payload = viewActionPayload(desk.state, held, action);
  return bring(desk, held.user, 'interactive', payload, {
    kind: 'click',
    what: `presses "${button.text}" on ${where}`,
  });
}

/** Closes a modal, its whole stack if it says clear_on_close; tells the bot if it says notify_on_close. */
export async function closeModal(desk: Desk, held: HeldView): Promise<void> {
  const clears = held.view.clear_on_close === true;
  const payload = closedPayload(desk.state, held, clears);
  if (clears) stackOf(desk.state, held.user).splice(0);
  else dropModal(desk.state, held);
  const what = `closes "${label(held.view, 'title')}"`;
  if (held.view.notify_on_close !== true) desk.state.tell('click', held.user, what);
  else await bring(desk, held.user, 'interactive', payload, { kind: 'click', what });
}

function act(desk: Desk, held: HeldView, field: Placed, value: Json, what: string): Promise<Delivery> {
  const { type, actionId, blockId } = field;
  const shown = chosen(desk.state, value);
  const action = { type, action_id: actionId, block_id: blockId, ...shown, action_ts: desk.state.nextTs() };
  const payload = viewActionPayload(desk.state, held, action);
  return bring(desk, held.user, 'interactive', payload, { kind: 'click', what });
}

function toggled(held: unknown, option: unknown): unknown[] {
  const list = Array.isArray(held) ? held : [];
  const key = (one: unknown) => JSON.stringify(one);
  const without = list.filter((one) => key(one) !== key(option));
  return without.length < list.length ? without : [...list, option];
}
