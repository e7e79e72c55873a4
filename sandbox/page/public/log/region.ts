import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** Timeline. */
export function LogRegion(_: { view: View }) {
  return html`<section class="log-region" aria-label="Timeline"></section>`;
}
