import { html, useEffect } from 'htm/preact/standalone';
import { AwsRegion } from '../aws/region.ts';
import { BotRegion } from '../bot/region.ts';
import { useShared } from '../kit/shared.ts';
import { begin, notice, view } from '../live.ts';
import { SlackRegion } from '../slack/region.ts';
import { Dock } from './dock.ts';
import { useKeys } from './keys.ts';
import { PhoneBar, usePane } from './phone-bar.ts';
import { TopBar } from './top-bar.ts';
import { Tour } from './tour.ts';

/** The whole page: Slack and AWS beside each other, the bot between them, and below what to try and what happened. */
export function App() {
  const now = useShared(view);
  const pane = usePane();
  useKeys(now?.people ?? []);
  useEffect(() => {
    void begin();
  }, []);
  const said = useShared(notice);
  if (now === undefined) return html`<p class="wait">${said || 'One moment.'}</p>`;
  return html`
    <div class="page" data-pane=${pane}>
      <${TopBar} view=${now} />
      <p class="notice" role="status">${said}</p>
      <${Tour} view=${now} />
      <main class="regions">
        <${SlackRegion} view=${now} />
        <div class="sides">
          <${AwsRegion} view=${now} />
          ${now.bots && html`<${BotRegion} bots=${now.bots} />`}
        </div>
        <${Dock} view=${now} />
      </main>
      <${PhoneBar} />
    </div>
  `;
}
