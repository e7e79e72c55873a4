import { html } from 'htm/preact/standalone';
import type { TroubleView } from '../../../control/view.ts';
import { Do } from '../kit/do.ts';
import { FaultForm } from './fault-form.ts';

const SIDES = [
  { side: 'slack', name: 'Slack' },
  { side: 'aws', name: 'AWS' },
] as const;

/** Every fault by itself, for whoever wants another than the scenarios have. */
export function Faults({ trouble }: { trouble: TroubleView }) {
  const act = (kind: string, words: string, look?: string) =>
    html`<${Do} panel="trouble" body=${{ kind }} words=${words} look=${look} />`;
  const struck = SIDES.flatMap(({ side, name }) =>
    Object.entries(trouble[side].struck).map(([what, times]) => `${name}, ${what}: ${times}`),
  );
  return html`
    <details>
      <summary>Raw faults and storms${trouble.set.length > 0 ? `: ${trouble.set.length} set` : ''}</summary>
      <div class="faults">
        ${SIDES.map(({ side, name }) => html`<${FaultForm} key=${side} side=${side} name=${name} shown=${trouble[side]} />`)}
        <div>
          <h3>At once</h3>
          <div class="row">
            ${act('dropSockets', 'Drop the connections')} ${act('refreshSockets', 'Ask to reconnect')}
            ${act('deliverTwice', 'Deliver the next click twice')}
            ${trouble.archived ? act('unarchive', 'Unarchive the channel') : act('archive', 'Archive the channel')}
            ${act('deleteCard', 'Delete the newest card')}
            ${act('revokeToken', 'Revoke the bot’s token', 'danger')} ${act('clear', 'Clear all faults', 'primary')}
          </div>
        </div>
        <div>${lines('Set now', trouble.set)} ${lines('Struck so far', struck)}</div>
      </div>
    </details>
  `;
}

function lines(title: string, all: string[]) {
  const list = html`<ul class="bare">${all.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`;
  return html`<h3>${title}</h3> ${all.length > 0 ? list : html`<p class="muted">Nothing</p>`}`;
}
