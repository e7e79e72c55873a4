import { html, useRef, useState } from 'htm/preact/standalone';
import { useListbox } from '../listbox.ts';
import { heldBy } from './held.ts';
import type { Block, Element, Fields, Named, Option, Surface } from './types.ts';

const TYPING_MS = 150;

interface ComboboxProps {
  element: Element;
  block: Block;
  surface: Surface;
  fields: Fields;
  named: Named;
}

/** What is listed for a query; `none`: what to say where there is nothing. */
interface Found {
  query: string;
  options: Awaited<ReturnType<Fields['options']>>;
  none?: string;
}

/** A select whose options come while one types, from the bot or among people and channels. */
export function Combobox({ element, block, surface, fields, named }: ComboboxProps) {
  const [typed, type] = useState<string | undefined>(undefined);
  const [found, show] = useState<Found | undefined>(undefined);
  const turn = useRef({ timer: 0, asked: 0 });
  const chosen = chosenIn(element, block, surface);
  const ask = (query: string, ms: number) => {
    clearTimeout(turn.current.timer);
    turn.current.asked += 1;
    const { asked } = turn.current;
    turn.current.timer = setTimeout(async () => {
      const answer = await find(element, block, surface, query);
      if (asked === turn.current.asked) show(answer);
    }, ms);
  };
  const close = () => {
    clearTimeout(turn.current.timer);
    turn.current.asked += 1;
    show(undefined);
    type(undefined);
  };
  const { field, list } = useListbox({
    id: `${block.block_id}-list`,
    label: 'Options',
    items: found?.options.map(({ value, text, group }) => ({ key: value, words: text, group })),
    none: found?.none ?? 'Nothing found.',
    first: found?.query ? 0 : -1,
    pick: (value) => {
      close();
      fields.choose(block.block_id, value, found?.query);
    },
    open: () => ask(typed ?? '', 0),
    close,
  });
  const isMulti = element.type.startsWith('multi_');
  const input = ({ currentTarget }: Event) => {
    const query = (currentTarget as HTMLInputElement).value;
    type(query);
    ask(query, TYPING_MS);
  };
  return html`
    ${isMulti && chosen.length > 0 && html`<p class="muted">${chosen.join(', ')}</p>`}
    <input
      type="text"
      ...${named}
      ...${field}
      placeholder=${element.placeholder?.text ?? 'Type to search'}
      data-action=${element.action_id}
      value=${typed ?? (isMulti ? '' : (chosen[0] ?? ''))}
      onClick=${() => !found && ask('', 0)}
      onInput=${input}
      onBlur=${close}
    />
    ${list}
  `;
}

/** What is chosen, in words. */
function chosenIn(element: Element, block: Block, surface: Surface): string[] {
  const { selected_option, selected_options, ...held } = heldBy(element, block, surface);
  const options = [selected_options ?? selected_option ?? []].flat() as Option[];
  const ids = Object.entries(held).flatMap(([key, id]) =>
    key === 'type' || !id ? [] : (id as string | string[]),
  );
  const { users, channels } = surface.view.names;
  return [...options.map(({ text }) => text.text), ...ids.map((id) => users[id] ?? channels[id] ?? id)];
}

/** What there is for a query: asked of the bot, or found among the people and channels. */
async function find(
  element: Element,
  block: Block,
  { view, fields }: Surface,
  query: string,
): Promise<Found> {
  const { type, min_query_length: least = 3 } = element;
  const isExternal = type.endsWith('external_select');
  if (isExternal && query.length < least)
    return { query, options: [], none: `Type ${least} letters or more.` };
  if (fields && (isExternal || type === 'users_select')) {
    try {
      return { query, options: await fields.options(block.block_id, query) };
    } catch (error) {
      return { query, options: [], none: error instanceof Error ? error.message : String(error) };
    }
  }
  const names = Object.entries(type === 'multi_users_select' ? view.names.users : view.names.channels);
  const like = names.filter(([, text]) => text.toLowerCase().includes(query.toLowerCase()));
  return { query, options: like.map(([value, text]) => ({ value, text })) };
}
