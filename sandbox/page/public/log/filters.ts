import { html } from 'htm/preact/standalone';
import { ALL, type Filter, SIDES, type Side, subjectWords } from './filter.ts';

interface FiltersProps {
  filter: Filter;
  set: (filter: Filter) => void;
  /** How many entries are shown, and of how many. */
  shown: number;
  all: number;
}

/** What narrows the timeline. */
export function Filters({ filter, set, shown, all }: FiltersProps) {
  const { without, onlyFailed, search, about } = filter;
  const toggle = (side: Side) =>
    set({
      ...filter,
      without: without.includes(side) ? without.filter((one) => one !== side) : [...without, side],
    });
  const box = (words: string, checked: boolean, change: () => void, look = '') => html`
    <label key=${words} class=${`chip ${look}`}>
      <input type="checkbox" checked=${checked} onChange=${change} /> <span>${words}</span>
    </label>
  `;
  return html`
    <div class="filters" role="group" aria-label="Show">
      ${SIDES.map(({ side, words }) => box(words, !without.includes(side), () => toggle(side), side))}
      ${box('Only what failed', onlyFailed, () => set({ ...filter, onlyFailed: !onlyFailed }))}
      <input
        type="search"
        aria-label="Search the timeline"
        placeholder="Search"
        value=${search}
        onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => set({ ...filter, search: currentTarget.value })}
      />
      ${
        about !== undefined &&
        html`<span>
          Only about <b>${subjectWords(about)}</b> ${' '}
          <button type="button" onClick=${() => set({ ...filter, about: undefined })}>About everything</button>
        </span>`
      }
      <span class="muted">
        ${shown === all ? `${all} entries` : `${shown} of ${all}`}
        ${' '}
        ${shown < all && html`<button type="button" onClick=${() => set(ALL)}>Show all</button>`}
      </span>
    </div>
  `;
}
