import { html, useEffect, useRef, useState } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import { placeAt } from './layer.ts';

/** One thing that a menu offers. */
export interface MenuItem {
  text: string;
  act: () => void;
}

interface MenuProps {
  label: string;
  /** What is drawn on the button. */
  sign: ComponentChildren;
  items: MenuItem[];
  action?: string;
}

/**
 * A button with a menu, for the keyboard too: arrows, Home, End and first letters move, Enter and Space choose, Escape
 * and Tab close.
 */
export function Menu({ label, sign, items, action }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [from, open] = useState<number | undefined>(undefined);
  const isOpen = from !== undefined;
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('li') ?? [])];
  useEffect(() => {
    if (!isOpen || !list.current || !button.current) return;
    list.current.showPopover();
    placeAt(list.current, button.current, false);
    entries().at(from)?.focus();
  }, [from]);

  const close = () => {
    list.current?.hidePopover();
    open(undefined);
  };
  const back = (item?: MenuItem) => {
    button.current?.focus();
    close();
    item?.act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Tab') return isOpen && close();
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: Math.max(at, 0) - 1, Home: 0, End: -1 }[key];
    if (!isOpen) {
      if (to === undefined || key === 'Home' || key === 'End') return;
      open(to);
    } else if (to !== undefined) all.at(to)?.focus();
    else if (key === 'Enter' || key === ' ') back(items[at]);
    else if (key === 'Escape') back();
    else if (!goesTo(key, [...all.slice(at + 1), ...all.slice(0, at + 1)])) return;
    event.preventDefault();
    // A dialog around it would close as well.
    event.stopPropagation();
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (isOpen && !(currentTarget as Element).contains(relatedTarget as Element | null)) close();
  };
  // In lower case: the library takes the name of an event that has no property as it is written.
  return html`
    <div class="menu" onfocusout=${leave} onKeyDown=${onKeyDown}>
      <button
        ref=${button}
        type="button"
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${String(isOpen)}
        data-action=${action}
        onClick=${() => (isOpen ? close() : open(0))}
      >
        ${sign}
      </button>
      <ul ref=${list} popover="manual" role="menu" aria-label=${label}>
        ${items.map((item) => html`<li key=${item.text} role="menuitem" tabindex="-1" onClick=${() => back(item)}>${item.text}</li>`)}
      </ul>
    </div>
  `;
}

/** Goes to the first entry that begins with the key; answers whether there is one. */
function goesTo(key: string, entries: HTMLElement[]): boolean {
  const next = entries.find(({ textContent }) => textContent?.toLowerCase().startsWith(key.toLowerCase()));
  if (key.length === 1) next?.focus();
  return key.length === 1 && next !== undefined;
}
