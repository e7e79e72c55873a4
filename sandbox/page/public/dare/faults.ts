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
    html`<${Do} key=${words} panel="trouble" body=${{ kind }} words=${words} look=${look} />`;
  const struck = SIDES.flatMap(({ side, name }) =>
    Object.entries(trouble[side].struck).map(([what, times]) => `${name}, ${what}: ${times}`),
  );
  return html`
    <details class="faults">
      <summary>Raw faults and storms${trouble.set.length > 0 ? `: ${trouble.set.length} set` : ''}</summary>
      <div class="fault-columns">
        ${SIDES.map(
          ({ side, name }) =>
            html`<${FaultForm} key=${side} side=${side} name=${name} shown=${trouble[side]} />`,
        )}
        <div>
          <h3>At once</h3>
          <div class="row">
            ${act('dropSockets', 'Drop the connections')} ${act('refreshSockets', 'Ask to reconnect')}
            ${act('deliverTwice', 'Deliver the next click twice')}
            ${
              trouble.archived
                ? act('unarchive', 'Unarchive the channel')
                : act('archive', 'Archive the channel')
            }
            ${act('deleteCard', 'Delete the newest card')}
            ${act('revokeToken', 'Revoke the bot’s token', 'danger')} ${act('clear', 'Clear all faults', 'primary')}
          </div>
        </div>
        <div>
          <h3>Set now</h3>
          <${Lines} lines=${trouble.set} />
          <h3>Struck so far</h3>
          <${Lines} lines=${struck} />
        </div>
      </div>
    </details>
  `;
}

function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 0) return html`<p class="muted">Nothing</p>`;
  return html`<ul>${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`;
}
