import { checkView } from '../blocks/check.ts';
import { isJson, str } from '../json.ts';
import type { HeldView, State, Trigger } from '../state.ts';
import type { Json } from '../types.ts';
import { allViews, openModal, publishHome, pushModal, updateView } from '../views/stack.ts';
import { takeTrigger } from '../views/triggers.ts';
import { wireView } from '../wire.ts';
import { type Methods, method, refusal, SlackError } from './method.ts';

/** Modals and the Home tab. */
export const viewMethods: Methods = {
  'views.open': method([], (state, args) => {
    const view = viewOf(state, args, 'modal');
    const trigger = triggerOf(state, args);
    return { view: wireView(state, openModal(state, trigger.user, view)) };
  }),

  'views.push': method([], (state, args) => {
    const view = viewOf(state, args, 'modal');
    const trigger = triggerOf(state, args);
    if (trigger.viewId === undefined || !state.modals.get(trigger.user)?.length)
      throw new SlackError('not_found');
    const held = pushModal(state, trigger.user, view);
    if (held === undefined) throw new SlackError('push_limit_reached');
    return { view: wireView(state, held) };
  }),

  'views.update': method([], (state, args) => {
    const viewId = str(args, 'view_id');
    const externalId = str(args, 'external_id');
    const held = allViews(state).find((one) =>
      viewId === undefined ? one.externalId !== '' && one.externalId === externalId : one.id === viewId,
    );
    if (held === undefined) throw new SlackError('not_found');
    const view = viewOf(state, args, held.type, held);
    checkHash(held, args);
    updateView(state, held, view);
    return { view: wireView(state, held) };
  }),

  'views.publish': method([], (state, args) => {
    if (!state.features.homeTab) throw new SlackError('not_enabled');
    const user = str(args, 'user_id') ?? '';
    if (!state.users.has(user)) throw refusal('invalid_arguments', ['invalid `user_id`']);
    const existing = state.homes.get(user);
    const view = viewOf(state, args, 'home', existing);
    checkHash(existing, args);
    return { view: wireView(state, publishHome(state, user, view)) };
  }),
};

function viewOf(state: State, args: Json, type: HeldView['type'], self?: HeldView): Json {
  const { view } = args;
  if (!isJson(view)) throw refusal('invalid_arguments', ['missing required field: view']);
  if (Buffer.byteLength(JSON.stringify(view)) > state.limits['view.bytes'])
    throw new SlackError('view_too_large');
  const messages = checkView(view, state.limits);
  if (view.type !== type) messages.push(`must be "${type}" [json-pointer:/view/type]`);
  if (messages.length > 0) throw refusal('invalid_arguments', messages);
  const externalId = str(view, 'external_id') ?? '';
  const twin = allViews(state).find((one) => externalId !== '' && one.externalId === externalId);
  if (twin !== undefined && twin !== self) throw new SlackError('duplicate_external_id');
  return view;
}

function triggerOf(state: State, args: Json): Trigger {
  const trigger = takeTrigger(state, str(args, 'trigger_id'));
  if (typeof trigger === 'string') throw new SlackError(trigger);
  return trigger;
}

/** A hash is the one of what stands there; where nothing stands there is none. */
function checkHash(held: HeldView | undefined, args: Json): void {
  const hash = str(args, 'hash');
  if (hash !== undefined && hash !== held?.hash) throw new SlackError('hash_conflict');
}
