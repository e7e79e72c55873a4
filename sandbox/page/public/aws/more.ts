import { html, useRef } from 'htm/preact/standalone';
import { work } from '../live.ts';

interface MoreProps {
  interconnectId: string;
  name: string;
  hasLight: boolean;
}

/** What is done to a port less often. */
export function More({ interconnectId, name, hasLight }: MoreProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  const act = (kind: string, words: string, off = false) => html`
    <button
      type="button"
      aria-disabled=${off ? 'true' : undefined}
      onClick=${() => {
        if (off) return;
        close();
        void work('aws', { kind, interconnectId });
      }}
    >
      ${words}
    </button>
  `;
  return html`
    <details ref=${menu} class="more" onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
      <summary class="button" aria-label=${`More: ${name}`}>More</summary>
      <div class="more-list">
        ${act('flap', 'Let its light come and go', !hasLight)}
        ${act('maintain', 'Announce maintenance in 3 days')}
      </div>
    </details>
  `;
}
