import { html, useEffect, useRef, useState } from 'htm/preact/standalone';
import { placeAt } from './layer.ts';

/** One thing that a menu offers. */
export interface MenuItem {
  text: string;
  act: () => void;
}

interface MenuProps {
  label: string;
  /** What is drawn on the button. */
  sign: unknown;
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
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('li') ?? [])];
  useEffect(() => {
    if (from === undefined || !list.current || !button.current) return;
    list.current.showPopover();
    placeAt(list.current, button.current);
    entries().at(from)?.focus();
  }, [from]);

  const close = () => {
    list.current?.hidePopover();
    open(undefined);
  };
  const choose = (item: MenuItem) => {
    button.current?.focus();
    close();
    item.act();
  };
  const onButton = (event: KeyboardEvent) => {
    const at = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    open(at);
  };
  const onList = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Tab') return close();
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: at - 1, Home: 0, End: -1 }[key];
    const item = items[at];
    if (to !== undefined) all.at(to)?.focus();
    else if ((key === 'Enter' || key === ' ') && item) choose(item);
    else if (key === 'Escape') {
      button.current?.focus();
      close();
    } else if (!goesTo(key, all, at)) return;
    event.preventDefault();
    // A dialog around it would close as well.
    event.stopPropagation();
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (
      currentTarget instanceof Node &&
      relatedTarget instanceof Node &&
      currentTarget.contains(relatedTarget)
    )
      return;
    if (from !== undefined) close();
  };
  // In lower case: the library takes the name of an event that has no property as it is written.
  return html`
    <div class="menu" onfocusout=${leave}>
      <button
        ref=${button}
        type="button"
        class="dots"
        aria-label=${label}
        title=${label}
        aria-haspopup="menu"
        aria-expanded=${String(from !== undefined)}
        data-action=${action}
        onClick=${() => (from === undefined ? open(0) : close())}
        onKeyDown=${onButton}
      >
        ${sign}
      </button>
      <ul ref=${list} popover="manual" role="menu" aria-label=${label} onKeyDown=${onList}>
        ${items.map(
          (item) => html`
            <li key=${item.text} role="menuitem" tabindex="-1" onClick=${() => choose(item)}>${item.text}</li>
          `,
        )}
      </ul>
    </div>
  `;
}

/** Goes to the next entry that begins with the key; answers whether there is one. */
function goesTo(key: string, entries: HTMLElement[], at: number): boolean {
  if (key.length !== 1) return false;
  const turned = [...entries.slice(at + 1), ...entries.slice(0, at + 1)];
  const next = turned.find((entry) => entry.textContent?.toLowerCase().startsWith(key.toLowerCase()));
  next?.focus();
  return next !== undefined;
}
