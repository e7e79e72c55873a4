import { html } from 'htm/preact/standalone';
import { keep, kept } from '../kept.ts';
import { shared, useShared } from '../kit/shared.ts';

/** What a phone shows, one at a time. */
export type Pane = 'slack' | 'aws' | 'dare' | 'log';

const PANES: { pane: Pane; words: string }[] = [
  { pane: 'slack', words: 'Slack' },
  { pane: 'aws', words: 'AWS' },
  { pane: 'dare', words: 'Break it' },
  { pane: 'log', words: 'Log' },
];

const shown = shared<Pane>(kept<Pane>('pane', 'window') ?? 'slack');

/** The pane that is in front, on a phone; on a desktop the one of the two below that is. */
export function usePane(): Pane {
  return useShared(shown);
}

/** Brings a pane to the front. */
export function showPane(pane: Pane): void {
  keep('pane', pane, 'window');
  shown.set(pane);
}

/** The bar at the bottom of a phone. */
export function PhoneBar() {
  const pane = usePane();
  return html`
    <nav class="phone-bar" aria-label="Panes">
      ${PANES.map(
        ({ pane: one, words }) => html`
          <button
            key=${one}
            type="button"
            aria-current=${one === pane ? 'page' : undefined}
            onClick=${() => showPane(one)}
          >
            ${words}
          </button>
        `,
      )}
    </nav>
  `;
}
