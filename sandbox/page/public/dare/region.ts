import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { Faults } from './faults.ts';
import { ScenarioCard } from './scenario.ts';

/** What the visitor may try to make the bot order twice, and what it made of that. */
export function DareRegion({ view: { dare, trouble, invariant } }: { view: View }) {
  const verdicts = dare.flatMap(({ title, verdict }) =>
    verdict === undefined ? [] : [`${title}: ${verdict}`],
  );
  return html`
    <section class="dare-region" aria-labelledby="dare-title">
      <h2 id="dare-title" class="on-phones">Try to make it order twice</h2>
      <p>
        Choose what goes wrong, do what the card says, and watch: one approval must give one port, never two.
      </p>
      <ul class="bare scenarios">
        ${dare.map((scenario) => html`<${ScenarioCard} key=${scenario.id} scenario=${scenario} isBroken=${invariant.doubles > 0} />`)}
      </ul>
      <p class="muted">The bot’s windows are short here: 20 seconds stand for 20 minutes in use.</p>
      <p class="unseen" role="status">${verdicts.join(' ')}</p>
      <${Faults} trouble=${trouble} />
    </section>
  `;
}
