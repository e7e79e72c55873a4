import { html } from 'htm/preact/standalone';
import type { BotsView } from '../../../control/view.ts';
import { Choice } from '../kit/choice.ts';
import { work } from '../live.ts';

const QUORUMS = [
  { value: 1, words: '1 lead' },
  { value: 2, words: '2 leads' },
];

interface SettingsProps {
  settings: Pick<BotsView, 'quorum' | 'freeze' | 'dryRun'>;
  can: string[];
}

/** How the bot is set. It reads its settings when it starts, so each change starts it anew. */
export function BotSettings({ settings: { quorum, freeze, dryRun }, can }: SettingsProps) {
  const change = (kind: string, details: object) => can.includes(kind) && work('bot', { kind, ...details });
  const flag = (kind: string, on: boolean, words: string) => html`
    <label class="flag">
      <input
        type="checkbox"
        checked=${on}
        aria-disabled=${can.includes(kind) ? undefined : 'true'}
        onChange=${() => change(kind, { on: !on })}
      />
      ${' '}${words}
    </label>
  `;
  return html`
    <div class="row bot-settings" role="group" aria-label="Settings; a change restarts the bot">
      <${Choice}
        legend="An order takes"
        name="quorum"
        options=${QUORUMS}
        chosen=${quorum}
        choose=${(wanted: number) => change('quorum', { quorum: wanted })}
      />
      ${flag('freeze', freeze, 'Freeze orders')} ${flag('dryRun', dryRun, 'Dry run')}
      <small class="muted">A change restarts the bot: nothing gets lost.</small>
    </div>
  `;
}
