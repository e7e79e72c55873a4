import { checkView } from '../blocks/check.ts';
import { isJson, label, objs, str } from '../json.ts';
import type { HeldView, State } from '../state.ts';
import type { Delivery, Json } from '../types.ts';
import { dropModal, pushModal, updateView } from '../views/stack.ts';
import { bring, type Desk, keptBack, unusable } from './desk.ts';
import { fieldErrors } from './fields.ts';
import { submissionPayload } from './payloads.ts';

/** Sends a modal and does what the ack says: close, clear, update, push, or show field errors. */
export async function submitModal(desk: Desk, held: HeldView): Promise<Delivery> {
  if (held.view.submit === undefined && objs(held.view, 'blocks').every((block) => block.type !== 'input'))
    throw new Error(`"${label(held.view, 'title')}" has no submit button`);
  held.errors = fieldErrors(held);
  const own = Object.entries(held.errors).map(([block, error]) => `${block}: ${error}`);
  if (own.length > 0) return keptBack(own.join(' '));
  const { state } = desk;
  const what = `sends "${label(held.view, 'title')}"`;
  const payload = submissionPayload(state, held);
  const delivery = await bring(desk, held.user, 'interactive', payload, { kind: 'submit', what });
  if (delivery.problem !== undefined) return delivery;
  const problem = applyResponse(state, held, isJson(delivery.body) ? delivery.body : {});
  return problem === undefined ? delivery : unusable(state, held.user, delivery, problem);
}

/** Does what a response_action says; answers why Slack could not. */
function applyResponse(state: State, held: HeldView, body: Json): string | undefined {
  const action = body.response_action;
  if (action === undefined) {
    dropModal(state, held);
    return undefined;
  }
  if (action === 'clear') {
    state.modals.set(held.user, []);
    return undefined;
  }
  if (action === 'errors') return showErrors(held, body);
  if (action !== 'update' && action !== 'push') return `unknown response_action "${String(action)}"`;
  const { view } = body;
  if (!isJson(view)) return `response_action "${action}" without a view`;
  const refused = checkView(view, state.limits);
  if (view.type !== 'modal') refused.push('must be "modal" [json-pointer:/view/type]');
  if (refused.length > 0) return `the view of response_action "${action}" is refused: ${refused.join('; ')}`;
  if (action === 'update') updateView(state, held, view);
  else if (pushModal(state, held.user, view) === undefined) return 'push_limit_reached';
  return undefined;
}

function showErrors(held: HeldView, body: Json): string | undefined {
  const errors = isJson(body.errors) ? body.errors : {};
  const entries = Object.entries(errors);
  if (entries.length === 0) return 'response_action "errors" without errors';
  const inputs = objs(held.view, 'blocks').filter((block) => block.type === 'input');
  const known = new Set(inputs.map((block) => str(block, 'block_id')));
  const stray = entries.filter(([block]) => !known.has(block)).map(([block]) => block);
  if (stray.length > 0) return `errors for what is no input block: ${stray.join(', ')}`;
  for (const [block, error] of entries) held.errors[block] = String(error);
  return undefined;
}
