import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { InvariantLine } from './invariant.ts';
import { People } from './people.ts';
import { PlayButton } from './play.ts';
import { ThemeButton } from './theme.ts';
import { TourButton } from './tour.ts';

/** What stays in sight: what this is, the promise in numbers, who the visitor is. */
export function TopBar({ view }: { view: View }) {
  return html`
    <header class="top">
      <div class="top-line">
        <h1 class="sentence">${view.sentence}</h1>
        <div class="top-tools">
          ${view.bots && html`<${PlayButton} /><${TourButton} view=${view} />`}
          <${ThemeButton} />
        </div>
      </div>
      <div class="top-line">
        <${InvariantLine} invariant=${view.invariant} />
        <${People} view=${view} />
      </div>
    </header>
  `;
}
