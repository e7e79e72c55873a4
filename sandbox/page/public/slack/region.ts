import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** Slack. */
export function SlackRegion(_: { view: View }) {
  return html`<section class="slack-region" aria-label="Slack"></section>`;
}
