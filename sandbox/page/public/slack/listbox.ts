import { html, useLayoutEffect, useRef, useState } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import { placeAt } from './layer.ts';

/** One thing that a list offers, by a key of its own. */
interface Listed {
  key: string;
  words: ComponentChildren;
  /** The title that it stands under. */
  group?: string | undefined;
}

interface ListboxOptions {
  id: string;
  label: string;
  /** Undefined while the list is closed; `none` is said where it is empty. */
  items: Listed[] | undefined;
  none?: string;
  /** Which one is marked when the list is new; -1 for none. */
  first: number;
  pick: (key: string) => void;
  open?: () => void;
  close: () => void;
}

/** A text field with a list to choose from, for the keyboard too: what the field carries, and the list to be drawn beside it. */
export function useListbox({ id, label, items, none, first, pick, open, close }: ListboxOptions) {
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [marked, mark] = useState<string | undefined>(undefined);
  const found = items?.findIndex(({ key }) => key === marked) ?? -1;
  const at = found < 0 ? first : found;
  useLayoutEffect(() => {
    if (!items || !list.current || !field.current) return;
    list.current.showPopover();
    placeAt(list.current, field.current, true);
    list.current.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!items && (step === undefined || !open)) return;
    if (!items) open?.();
    else if (step !== undefined) {
      const count = items.length;
      mark(items[(Math.max(at, step === 1 ? -1 : 0) + step + count) % count]?.key);
    } else if (event.key === 'Enter') {
      const item = items[at];
      if (item) pick(item.key);
    } else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const attributes = {
    ref: field,
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': String(items !== undefined),
    'aria-controls': id,
    'aria-activedescendant': items?.[at] && `${id}-${at}`,
    onKeyDown,
  };
  const drawn =
    items &&
    html`<ul ref=${list} id=${id} popover="manual" role="listbox" aria-label=${label}>
      ${items.length === 0 && html`<li role="presentation">${none}</li>`}
      ${items.map(
        ({ key, words, group }, index) => html`
          ${group !== items[index - 1]?.group && html`<li key=${`group ${group}`} role="presentation"><b>${group}</b></li>`}
          <li
            key=${key}
            id=${`${id}-${index}`}
            role="option"
            aria-selected=${String(index === at)}
            onMouseDown=${(event: Event) => {
              // Choosing comes before the field loses the focus.
              event.preventDefault();
              pick(key);
            }}
          >
            ${words}
          </li>
        `,
      )}
    </ul>`;
  return { field: attributes, list: drawn };
}
