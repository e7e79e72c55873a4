import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** Try to make it order twice. */
export function DareRegion(_: { view: View }) {
  return html`<section class="dare-region" aria-label="Try to make it order twice"></section>`;
}
