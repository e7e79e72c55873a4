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
  const { without, lookUps, onlyFailed, search, about } = filter;
  const others = (side: Side) => without.filter((one) => one !== side);
  const toggle = (side: Side) =>
    set({ ...filter, without: without.includes(side) ? others(side) : [...without, side] });
  const box = (words: string, checked: boolean, change: () => void, side?: Side) => html`
    <label key=${words} data-side=${side}>
      <input type="checkbox" checked=${checked} onChange=${change} /> ${words}
    </label>
  `;
  const typed = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    set({ ...filter, search: currentTarget.value });
  return html`
    <div class="row filters" role="group" aria-label="Show">
      ${SIDES.map(({ side, words }) => box(words, !without.includes(side), () => toggle(side), side))}
      ${box('Look-ups', lookUps, () => set({ ...filter, lookUps: !lookUps }))}
      ${box('Only what failed', onlyFailed, () => set({ ...filter, onlyFailed: !onlyFailed }))}
      <input type="search" aria-label="Search the timeline" placeholder=${`Search ${all} entries`} value=${search} onInput=${typed} />
      ${about && html`<span>Only about <b>${subjectWords(about)}</b></span>`}
      ${shown < all && html`<button type="button" onClick=${() => set(ALL)}>${shown} of ${all}: show all</button>`}
    </div>
  `;
}
