import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { become } from '../live.ts';

/** Who the visitor is in this window: by click, or by the person's key. */
export function People({ view }: { view: View }) {
  return html`
    <fieldset class="people pills">
      <legend>You are</legend>
      ${view.people.map(
        ({ id, name, role, key }) => html`
          <label key=${id} title=${`${role} (key ${key})`}>
            <input type="radio" name="as" value=${id} checked=${id === view.as} onChange=${() => become(id)} />
            <span>${name}</span> <small>${role}</small>
          </label>
        `,
      )}
    </fieldset>
  `;
}
