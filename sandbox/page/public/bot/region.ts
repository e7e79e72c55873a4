import { html } from 'htm/preact/standalone';
import type { BotsView } from '../../../control/view.ts';
import { Do } from '../kit/do.ts';
import { Pills } from '../kit/pills.ts';
import { work } from '../live.ts';
import { Bot } from './bot.ts';

const QUORUMS = [
  { value: 1, words: '1 lead' },
  { value: 2, words: '2 leads' },
];

/** The bot: its processes, and how they are set. It reads its settings at its start, so each change is a restart. */
export function BotRegion({ bots: { bots, quorum, freeze, dryRun, can, problem } }: { bots: BotsView }) {
  const change = (kind: string, details: object) => can.includes(kind) && work('bot', { kind, ...details });
  const flag = (kind: string, on: boolean, words: string) => html`
    <label><input type="checkbox" checked=${on} onChange=${() => change(kind, { on: !on })} /> ${words}</label>
  `;
  const other = bots[1]
    ? {
        words: 'End the second',
        body: { kind: 'end', bot: bots[1].name },
        off: !can.includes(`end ${bots[1].name}`),
      }
    : { words: 'Start a second bot', body: { kind: 'second' }, off: !can.includes('second') };
  return html`
    <section class="bot-region" aria-labelledby="bot-title">
      <div class="head">
        <h2 id="bot-title">Bot</h2>
        <${Do} panel="bot" ...${other} />
      </div>
      ${problem !== undefined && html`<p class="loud">${problem}</p>`}
      ${bots.map((bot) => html`<${Bot} key=${bot.name} bot=${bot} can=${can} />`)}
      <div class="row" role="group" aria-label="Settings">
        <${Pills}
          legend="An order takes"
          name="quorum"
          options=${QUORUMS}
          chosen=${quorum}
          choose=${(wanted: number) => change('quorum', { quorum: wanted })}
        />
        ${flag('freeze', freeze, 'Freeze orders')} ${flag('dryRun', dryRun, 'Dry run')}
        <small class="muted">Each change restarts the bot. Nothing gets lost by that.</small>
      </div>
    </section>
  `;
}
