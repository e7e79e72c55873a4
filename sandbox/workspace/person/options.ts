import { checkOptions } from '../blocks/check.ts';
import { isJson, label, str } from '../json.ts';
import type { HeldView } from '../state.ts';
import type { Json } from '../types.ts';
import { optionsOf, type Placed } from '../views/elements.ts';
import { bring, type Desk, unusable } from './desk.ts';
import { suggestionPayload } from './payloads.ts';

/** Below so many typed characters an external select asks nobody. */
const DEFAULT_MIN_QUERY = 3;

/** The options that a field lists: its own, or the bot's answer to `query`. Throws if Slack could show none. */
export async function listOptions(desk: Desk, held: HeldView, field: Placed, query: string): Promise<Json[]> {
  if (!field.type.endsWith('external_select')) return optionsOf(field.element);
  const min = field.element.min_query_length ?? DEFAULT_MIN_QUERY;
  if (typeof min === 'number' && [...query].length < min)
    throw new Error(`'${field.blockId}' asks only from ${min} typed characters on; "${query}" is too short`);
  const { state } = desk;
  const payload = suggestionPayload(state, held, field.blockId, field.actionId, query);
  const what = `looks for "${query}" in ${field.blockId}`;
  const delivery = await bring(desk, held.user, 'interactive', payload, { kind: 'click', what });
  if (delivery.problem !== undefined) throw new Error(`the options did not load: ${delivery.problem}`);
  const body = isJson(delivery.body) ? delivery.body : {};
  const errors = checkOptions(body);
  const options = optionsOf(body);
  if (options.length === 0 && errors.length === 0) errors.push('the list is empty');
  if (errors.length > 0) {
    const problem = `the options of ${field.blockId} did not load: ${errors.join('; ')}`;
    unusable(state, held.user, delivery, problem);
    throw new Error(problem);
  }
  return options;
}

/** The one option with this value; says what is offered if there is none. */
export function pick(options: Json[], value: string, field: Placed): Json {
  const option = options.find((one) => str(one, 'value') === value);
  if (option !== undefined) return option;
  const offered = options.map((one) => `${str(one, 'value')} (${label(one, 'text')})`).join(', ');
  throw new Error(`no option '${value}' in ${field.blockId}; it offers: ${offered}`);
}
