import { html } from 'htm/preact/standalone';
import type { Invariant } from '../../../control/view.ts';
import { count, plural } from '../kit/count.ts';

/** The promise in numbers, always in sight, and what each number is. */
export function InvariantLine({ invariant }: { invariant: Invariant }) {
  const { approvals, calls, madeNothing, ports, doubles } = invariant;
  const kept = doubles === 0 ? 'kept' : 'broken';
  return html`
    <details class="invariant" data-promise=${kept}>
      <summary>
        ${approvals !== undefined && html`<span><b>${approvals}</b> ${plural(approvals, 'approval')}</span>, `}
        <span><b>${ports}</b> ${plural(ports, 'port')}</span>, <span><b>${doubles}</b> ${plural(doubles, 'double')}</span>
      </summary>
      <div class="terms">
        <dl>
          ${approvals !== undefined && term('approvals', 'Orders that people let go: enough approvals, or a granted Order again. Counted in the bot’s store.')}
          ${term('calls', `${count(calls, 'CreateInterconnect call')} sent${madeNothing > 0 ? `: ${madeNothing} made nothing` : ''}. Counted at AWS.`)}
          ${term('ports', 'Ports that these calls made, deleted ones as well: each was billed. Counted at AWS.')}
          ${term('doubles', 'Ports of one request beyond what people approved: Order again is an approval too. It has to stay 0.')}
        </dl>
      </div>
    </details>
  `;
}

function term(name: string, meaning: string) {
  return html`<div><dt>${name}</dt><dd>${meaning}</dd></div>`;
}
