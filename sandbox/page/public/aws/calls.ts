import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';

/** How often the account was asked for what. */
export function Calls({ calls }: { calls: View['awsCalls'] }) {
  const all = calls.reduce((sum, { times }) => sum + times, 0);
  return html`
    <details class="calls">
      <summary>All calls to AWS: ${all}</summary>
      <table>
        <thead>
          <tr><th scope="col">Operation</th><th scope="col">Times</th></tr>
        </thead>
        <tbody>
          ${calls.map(
            ({ operation, times }) => html`<tr key=${operation}><td>${operation}</td><td>${times}</td></tr>`,
          )}
        </tbody>
      </table>
    </details>
  `;
}
