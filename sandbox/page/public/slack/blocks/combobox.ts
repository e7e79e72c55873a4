import { html, useLayoutEffect, useRef, useState } from 'htm/preact/standalone';
import { placeAt } from '../layer.ts';
import { heldBy, type Named } from './field.ts';
import type { Block, Element, Fields, Option, Surface } from './types.ts';

const TYPING_MS = 150;

type Listed = Awaited<ReturnType<Fields['options']>>;

interface ComboboxProps {
  element: Element;
  block: Block;
  surface: Surface;
  fields: Fields;
  named: Named;
}

/** What is listed for a query; `none`: what to say where there is nothing. */
interface List {
  query: string;
  options: Listed;
  none: string;
}

/** A select whose options come while one types, from the bot or among people and channels: an ARIA combobox with a list. */
export function Combobox({ element, block, surface, fields, named }: ComboboxProps) {
  const isMulti = element.type.startsWith('multi_');
  const chosen = chosenIn(element, block, surface);
  const shown = isMulti ? '' : (chosen[0] ?? '');
  const [typed, type] = useState<string | undefined>(undefined);
  const [list, show] = useState<List | undefined>(undefined);
  const [active, activate] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLUListElement>(null);
  const turn = useRef({ timer: 0, asked: 0 });
  const id = `${block.block_id}-list`;
  useLayoutEffect(() => {
    if (!list || !box.current || !input.current) return;
    box.current.showPopover();
    placeAt(box.current, input.current, true);
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);

  const open = (found: List) => {
    activate(found.options.length > 0 && found.query !== '' ? 0 : -1);
    show(found);
  };
  const load = async (query: string) => {
    const least = element.type.endsWith('external_select') ? (element.min_query_length ?? 3) : 0;
    if (query.length < least) return open({ query, options: [], none: `Type ${least} letters or more.` });
    turn.current.asked += 1;
    const { asked } = turn.current;
    const found = await listed(element, block, surface, fields, query);
    if (asked === turn.current.asked && document.activeElement === input.current) open(found);
  };
  const ask = (query: string, ms: number) => {
    clearTimeout(turn.current.timer);
    turn.current.timer = setTimeout(() => void load(query), ms);
  };
  const hide = () => {
    clearTimeout(turn.current.timer);
    turn.current.asked += 1;
    show(undefined);
    type(undefined);
  };
  const pick = (value: string) => {
    const query = list?.query;
    hide();
    fields.choose(block.block_id, value, query);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = list?.options.length ?? 0;
    const option = list?.options[active];
    if (step !== undefined) {
      if (!list) ask(typed ?? '', 0);
      else if (count > 0) activate((Math.max(active, step === 1 ? -1 : 0) + step + count) % count);
    } else if (event.key === 'Enter' && list) {
      if (option) pick(option.value);
    } else if (event.key === 'Escape' && list) hide();
    else return;
    event.preventDefault();
  };
  return html`
    <div class="combobox">
      ${isMulti && chosen.length > 0 && html`<p class="muted">${chosen.join(', ')}</p>`}
      <input
        ...${named}
        ref=${input}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded=${String(list !== undefined)}
        aria-controls=${id}
        aria-activedescendant=${list && active >= 0 ? `${id}-${active}` : undefined}
        placeholder=${element.placeholder?.text ?? 'Type to search'}
        data-action=${element.action_id}
        value=${typed ?? shown}
        onClick=${() => !list && ask('', 0)}
        onInput=${({ currentTarget }: Event) => {
          const query = (currentTarget as HTMLInputElement).value;
          type(query);
          ask(query, TYPING_MS);
        }}
        onKeyDown=${key}
        onBlur=${hide}
      />
      ${
        list &&
        html`<ul ref=${box} id=${id} popover="manual" role="listbox" aria-label="Options">
          ${list.options.length === 0 && html`<li class="muted" role="presentation">${list.none}</li>`}
          ${list.options.map(
            (option, at) => html`
              ${
                option.group !== undefined &&
                option.group !== list.options[at - 1]?.group &&
                html`<li key=${`group ${option.group}`} role="presentation" class="group">${option.group}</li>`
              }
              <li
                key=${option.value}
                id=${`${id}-${at}`}
                role="option"
                aria-selected=${String(at === active)}
                onMouseDown=${(event: Event) => {
                  // Choosing comes before the input loses the focus.
                  event.preventDefault();
                  pick(option.value);
                }}
              >
                ${option.text}
              </li>
            `,
          )}
        </ul>`
      }
    </div>
  `;
}

/** What is chosen, in words. */
function chosenIn(element: Element, block: Block, surface: Surface): string[] {
  const held = heldBy(element, block, surface);
  const { users, channels } = surface.view.names;
  const options = [held.selected_options ?? held.selected_option ?? []].flat() as Option[];
  const { selected_user, selected_users, selected_channel, selected_conversation } = held;
  const ids = [selected_user, selected_users, selected_channel, selected_conversation].flat();
  return [
    ...options.map(({ text }) => text.text),
    ...ids.flatMap((id) => (typeof id === 'string' ? [users[id] ?? channels[id] ?? id] : [])),
  ];
}

/** What there is for a query: asked of the bot, or found among the people and channels. */
async function listed(
  { type }: Element,
  { block_id }: Block,
  { view }: Surface,
  fields: Fields,
  query: string,
): Promise<List> {
  if (type === 'users_select' || type.endsWith('external_select')) {
    try {
      return { query, options: await fields.options(block_id, query), none: 'Nothing found.' };
    } catch (error) {
      return { query, options: [], none: error instanceof Error ? error.message : String(error) };
    }
  }
  const names = type === 'multi_users_select' ? view.names.users : view.names.channels;
  const all = Object.entries(names).map(([value, text]) => ({ value, text }));
  const options = all.filter(({ text }) => text.toLowerCase().includes(query.toLowerCase()));
  return { query, options, none: 'Nothing found.' };
}
