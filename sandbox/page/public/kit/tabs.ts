import { html } from 'htm/preact/standalone';

interface Tab {
  id: string;
  words: string;
}

interface TabsProps {
  /** What the tabs are of. */
  label: string;
  tabs: Tab[];
  chosen: string;
  choose: (id: string) => void;
}

/** A row of tabs with one stop of the Tab key; arrows, Home and End rove. Their panels have the ID `panel-ID`. */
export function Tabs({ label, tabs, chosen, choose }: TabsProps) {
  const rove = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return html`
    <div role="tablist" aria-label=${label} class="tabs" onKeyDown=${rove}>
      ${tabs.map(
        ({ id, words }) => html`
          <button
            key=${id}
            id=${`tab-${id}`}
            role="tab"
            type="button"
            aria-selected=${String(id === chosen)}
            aria-controls=${`panel-${id}`}
            tabindex=${id === chosen ? 0 : -1}
            onClick=${() => choose(id)}
          >
            ${words}
          </button>
        `,
      )}
    </div>
  `;
}
