import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { Faults } from './faults.ts';
import { ScenarioCard } from './scenario.ts';

/** What the visitor may try to make the bot order twice, and what it made of that. */
export function DareRegion({ view }: { view: View }) {
  const settled = view.dare.filter(({ stage }) => stage === 'settled');
  return html`
    <section class="dare-region" aria-labelledby="dare-title">
      <div class="dare-head">
        <h2 id="dare-title">Try to make it order twice</h2>
        <p>
          Choose what goes wrong, do what the card says, and watch: one approval must give one port, never two.
          ${' '}<span class="muted">The windows are short here: what takes 20 seconds takes 20 minutes in use.</span>
        </p>
      </div>
      <ul class="scenarios">
        ${view.dare.map((scenario) => html`<${ScenarioCard} key=${scenario.id} scenario=${scenario} />`)}
      </ul>
      <p class="unseen" role="status">
        ${settled.map(({ title, verdict }) => `${title}: ${verdict}`).join(' ')}
      </p>
      <${Faults} trouble=${view.trouble} />
    </section>
  `;
}
