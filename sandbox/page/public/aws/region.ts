import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { Port } from './port.ts';
import { TimePanel } from './time.ts';

/** AWS: what time it is there, the account's ports on their way to light, and what it was asked. */
export function AwsRegion({ view: { invariant, ports, time, awsCalls } }: { view: View }) {
  const listed = ports.filter(({ state }) => state !== 'deleted').length;
  const calls = awsCalls.reduce((sum, { times }) => sum + times, 0);
  return html`
    <section class="aws-region" aria-labelledby="aws-title">
      <div class="head">
        <h2 id="aws-title">AWS Direct Connect</h2>
        <small>CreateInterconnect calls: <b>${invariant.calls}</b> · Ports at AWS: <b>${listed}</b></small>
      </div>
      <${TimePanel} time=${time} ports=${ports} />
      ${ports.length === 0 && html`<p class="muted">Each approved order becomes a port here, and goes its way from requested to light.</p>`}
      ${ports.toReversed().map((port) => html`<${Port} key=${port.interconnectId} port=${port} />`)}
      <details>
        <summary>All calls to AWS: ${calls}</summary>
        <table>
          <thead><tr><th scope="col">Operation</th><th scope="col">Calls</th></tr></thead>
          <tbody>
            ${awsCalls.map(({ operation, times }) => html`<tr key=${operation}><td>${operation}</td><td>${times}</td></tr>`)}
          </tbody>
        </table>
      </details>
    </section>
  `;
}
