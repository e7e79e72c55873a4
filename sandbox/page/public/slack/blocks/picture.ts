import { html } from 'htm/preact/standalone';

/** Nothing is loaded from outside this machine: a picture is what it says of itself. */
export function picture(alt = '', title?: string) {
  return html`<p class="picture">Picture${title ? `, ${title}` : ''}: ${alt}</p>`;
}
