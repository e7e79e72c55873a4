import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** AWS. */
export function AwsRegion(_: { view: View }) {
  return html`<section class="aws-region" aria-label="AWS"></section>`;
}
