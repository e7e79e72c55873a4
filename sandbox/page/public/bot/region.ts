import { html } from 'htm/preact/standalone';
import type { BotsView, View } from '../../../control/view.ts';

/** Bot. */
export function BotRegion(_: { view: View; bots: BotsView }) {
  return html`<section class="bot-region" aria-label="Bot"></section>`;
}
