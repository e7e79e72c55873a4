import { html } from 'htm/preact/standalone';
import type { JournalEntry } from '../../../control/view.ts';
import { timeOfDay } from '../kit/when.ts';
import { pointed, usePointed } from '../pointed.ts';
import { Detail } from './detail.ts';
import { SIDES } from './filter.ts';

interface RowProps {
  entry: JournalEntry;
  /** Said first, where a day begins. */
  day: string | undefined;
  open: boolean;
  /** Whether the Tab key stops here. */
  stop: boolean;
  toggle: () => void;
  /** Narrows the timeline to what this entry is about. */
  narrow: () => void;
}

/** One thing that happened. Pointing at it lights up what it is about; it opens what went over the wire. */
export function Row({ entry, day, open, stop, toggle, narrow }: RowProps) {
  const { n, at, side, who, what, ok, about } = entry;
  const lit = usePointed(about) ? 'lit' : '';
  const point = () => pointed.set(about);
  const leave = () => pointed.set(undefined);
  return html`
    <li data-side=${side} class=${lit} onMouseEnter=${point} onMouseLeave=${leave}>
      ${day !== undefined && html`<h3>${day}</h3>`}
      <button
        type="button"
        class="line"
        data-n=${n}
        tabindex=${stop ? 0 : -1}
        aria-expanded=${String(open)}
        onClick=${toggle}
        onFocus=${point}
        onBlur=${leave}
      >
        <time datetime=${new Date(at).toISOString()}>${timeOfDay(at)}</time>
        <span class="mark">${SIDES.find((one) => one.side === side)?.words}</span>
        <b>${who}</b>
        <span class="what">${ok ? '' : html`<b class="failed">failed</b> `}${what}</span>
      </button>
      ${open && html`<${Detail} entry=${entry} narrow=${narrow} />`}
    </li>
  `;
}
