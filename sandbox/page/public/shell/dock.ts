import { html } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { DareRegion } from '../dare/region.ts';
import { useKept } from '../kept.ts';
import { Tabs } from '../kit/tabs.ts';
import { LogRegion } from '../log/region.ts';
import { showPane, usePane } from './phone-bar.ts';

const TABS = [
  { id: 'dare', words: 'Try to make it order twice' },
  { id: 'log', words: 'Timeline' },
];

/** Below both sides: what to try, and what happened. */
export function Dock({ view }: { view: View }) {
  const pane = usePane();
  const [tab, set] = useKept('dock', 'dare');
  const shown = pane === 'log' || pane === 'dare' ? pane : tab;
  const choose = (id: string) => {
    set(id);
    if (pane === 'log' || pane === 'dare') showPane(id === 'log' ? 'log' : 'dare');
  };
  return html`
    <div class="dock">
      <${Tabs} label="What to try, and what happened" tabs=${TABS} chosen=${shown} choose=${choose} />
      <div id="panel-dare" role="tabpanel" aria-labelledby="tab-dare" hidden=${shown !== 'dare'}>
        <${DareRegion} view=${view} />
      </div>
      <div id="panel-log" role="tabpanel" aria-labelledby="tab-log" hidden=${shown !== 'log'}>
        <${LogRegion} />
      </div>
    </div>
  `;
}
