import { checkOptions } from '../blocks/check.ts';
import { isJson, label, objs, str } from '../json.ts';
import type { HeldView, State } from '../state.ts';
import type { Json, Option } from '../types.ts';
import { optionsOf, type Placed } from '../views/elements.ts';
import { bring, type Desk, unusable } from './desk.ts';
import { suggestionPayload } from './payloads.ts';

/** Below so many typed characters an external select asks nobody. */
const DEFAULT_MIN_QUERY = 3;

/** What a field lists as `options` or `option_groups`: its own, people, or the bot's answer to `query`. Throws if Slack could show none. */
export async function listOptions(desk: Desk, held: HeldView, field: Placed, query: string): Promise<Json> {
  if (field.type === 'users_select') return { options: peopleLike(desk.state, query) };
  if (!field.type.endsWith('external_select')) return field.element;
  const min = field.element.min_query_length ?? DEFAULT_MIN_QUERY;
  if (typeof min === 'number' && [...query].length < min)
    throw new Error(`'${field.blockId}' asks only from ${min} typed characters on; "${query}" is too short`);
  const { state } = desk;
  const payload = suggestionPayload(state, held, field.blockId, field.actionId, query);
  const what = `looks for "${query}" in ${field.blockId}`;
  const delivery = await bring(desk, held.user, 'interactive', payload, { kind: 'click', what });
  if (delivery.problem !== undefined) throw new Error(`the options did not load: ${delivery.problem}`);
  const body = isJson(delivery.body) ? delivery.body : {};
  const errors = checkOptions(body, desk.state.limits);
  if (optionsOf(body).length === 0 && errors.length === 0) errors.push('the list is empty');
  if (errors.length > 0) {
    const problem = `the options of ${field.blockId} did not load: ${errors.join('; ')}`;
    unusable(state, held.user, delivery, problem);
    throw new Error(problem);
  }
  return body;
}

/** Options as a person reads them, each with its group's title. */
export function shownOptions(listed: Json): Option[] {
  const shown = (option: Json) => ({ text: label(option, 'text'), value: str(option, 'value') ?? '' });
  const grouped = objs(listed, 'option_groups').flatMap((group) =>
    objs(group, 'options').map((option) => ({ ...shown(option), group: label(group, 'label') })),
  );
  return [...objs(listed, 'options').map(shown), ...grouped];
}

/** Who can be chosen: everybody who isn't deactivated, bots too. */
function peopleLike(state: State, query: string): Json[] {
  const wanted = query.toLowerCase();
  return [...state.users.values()]
    .filter(({ deleted, realName, name }) => !deleted && `${realName} ${name}`.toLowerCase().includes(wanted))
    .map(({ id, realName }) => ({ text: { type: 'plain_text', text: realName }, value: id }));
}

/** The one option with this value; says what is offered if there is none. */
export function pick(listed: Json, value: string, field: Placed): Json {
  const options = optionsOf(listed);
  const option = options.find((one) => str(one, 'value') === value);
  if (option !== undefined) return option;
  const offered = options.map((one) => `${str(one, 'value')} (${label(one, 'text')})`).join(', ');
  throw new Error(`no option '${value}' in ${field.blockId}; it offers: ${offered}`);
}
