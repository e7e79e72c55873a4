import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** Plays one order from the command to the port, as everybody who takes part. */
export function PlayButton(_: { view: View }) {
  return html`<button type="button">Play it for me</button>`;
}
