import { html } from 'htm/preact/standalone';

const PATHS = {
  lock: 'M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z',
  home: 'M8 1 1 7.5h2V15h4v-4h2v4h4V7.5h2z',
  send: 'M1 2v5l8 1-8 1v5l14-6z',
  bolt: 'M9 1 3 9h4l-1 6 7-9H9z',
  file: 'M3 1h6l4 4v10H3zm6 1.5V5h2.5z',
};

/** A small drawing beside words that say the same. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
