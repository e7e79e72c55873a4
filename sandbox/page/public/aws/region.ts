import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { Calls } from './calls.ts';
import { Port } from './port.ts';
import { TimePanel } from './time.ts';

/** AWS: what time it is there, the account's ports on their way to light, and what it was asked. */
export function AwsRegion({ view }: { view: View }) {
  const { invariant, ports, time, awsCalls } = view;
  return html`
    <section class="aws-region" aria-labelledby="aws-title">
      <div class="region-head">
        <h2 id="aws-title">AWS Direct Connect</h2>
        <p class="muted">
          <span>CreateInterconnect calls: <b>${invariant.calls}</b></span> · ${' '}
          <span>Ports at AWS: <b>${ports.filter(({ state }) => state !== 'deleted').length}</b></span>
        </p>
      </div>
      <${TimePanel} time=${time} ports=${ports} />
      ${
        ports.length === 0 &&
        html`<p class="empty">Ports appear here once an order is approved: from requested to light.</p>`
      }
      ${ports.toReversed().map((port) => html`<${Port} key=${port.interconnectId} port=${port} />`)}
      <${Calls} calls=${awsCalls} />
    </section>
  `;
}
