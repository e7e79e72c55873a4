import { randomBytes } from 'node:crypto';
import { label, objs, str } from '../json.ts';
import { withIds } from '../messages.ts';
import type { HeldView, State } from '../state.ts';
import type { Json } from '../types.ts';
import { initialValues, survivingValues } from './values.ts';

/** Shows a modal to a user, in place of whatever modals were there. */
export function openModal(state: State, user: string, view: Json): HeldView {
  const held = newView(state, user, view, undefined);
  state.modals.set(user, [held]);
  state.tell('view', user, `sees the form "${label(view, 'title')}"`);
  return held;
}

/** Puts a modal on top of the user's others; undefined if the stack is full or empty. */
export function pushModal(state: State, user: string, view: Json): HeldView | undefined {
  const stack = stackOf(state, user);
  const below = stack.at(-1);
  if (below === undefined || stack.length >= state.limits['modals.depth']) return undefined;
  const held = newView(state, user, view, below);
  stack.push(held);
  state.tell('view', user, `sees the form "${label(view, 'title')}"`);
  return held;
}

/** Draws a view anew in place; what was typed survives under the same IDs. */
export function updateView(state: State, held: HeldView, view: Json): void {
  const blocks = withIds(objs(view, 'blocks'));
  held.view = { ...view, blocks };
  held.values = survivingValues(held.values, blocks);
  held.drawn = structuredClone(held.values);
  held.externalId = str(view, 'external_id') ?? held.externalId;
  held.errors = {};
  held.hash = newHash(state);
  if (held.type === 'modal') state.tell('view', held.user, `sees the form "${label(view, 'title')}" change`);
  else state.tell('home', held.user, 'sees the Home tab change');
}

/** Shows a Home tab. */
export function publishHome(state: State, user: string, view: Json): HeldView {
  const existing = state.homes.get(user);
  if (existing !== undefined) {
    updateView(state, existing, view);
    return existing;
  }
  const held = newView(state, user, view, undefined);
  state.homes.set(user, held);
  state.tell('home', user, 'sees the Home tab');
  return held;
}

/** Takes one modal away, with all that stand on it. */
export function dropModal(state: State, held: HeldView): void {
  const stack = stackOf(state, held.user);
  const index = stack.indexOf(held);
  if (index >= 0) stack.splice(index);
}

/** The user's modals, the one on top last. */
export function stackOf(state: State, user: string): HeldView[] {
  const stack = state.modals.get(user) ?? [];
  state.modals.set(user, stack);
  return stack;
}

/** Every view on anybody's screen. */
export function allViews(state: State): HeldView[] {
  return [...[...state.modals.values()].flat(), ...state.homes.values()];
}

function newView(state: State, user: string, view: Json, below: HeldView | undefined): HeldView {
  const id = state.nextId('V');
  const blocks = withIds(objs(view, 'blocks'));
  const values = initialValues(blocks);
  return {
    id,
    hash: newHash(state),
    type: view.type === 'home' ? 'home' : 'modal',
    user,
    view: { ...view, blocks },
    values,
    drawn: structuredClone(values),
    errors: {},
    rootId: below?.rootId ?? id,
    previousId: below?.id,
    externalId: str(view, 'external_id') ?? '',
  };
}

function newHash(state: State): string {
  return `${Math.floor(state.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}
