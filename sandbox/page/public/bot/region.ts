import { html } from 'htm/preact/standalone';
import type { BotsView, View } from '../../../control/view.ts';
import { Do } from '../kit/do.ts';
import { Bot } from './bot.ts';
import { BotSettings } from './settings.ts';

/** The bot: its processes and how they are set. */
export function BotRegion({ bots: { bots, can, problem, ...settings } }: { view: View; bots: BotsView }) {
  const second = bots[1];
  const others = (name: string) => bots.filter((bot) => bot.name !== name && bot.state !== 'down');
  return html`
    <section class="bot-region" aria-labelledby="bot-title">
      <div class="region-head">
        <h2 id="bot-title">Bot</h2>
        ${
          second
            ? html`<${Do}
                key="second"
                panel="bot"
                body=${{ kind: 'end', bot: second.name }}
                words="End the second"
                off=${!can.includes(`end ${second.name}`)}
              />`
            : html`<${Do}
                key="second"
                panel="bot"
                body=${{ kind: 'second' }}
                words="Start a second bot"
                off=${!can.includes('second')}
              />`
        }
      </div>
      ${problem !== undefined && html`<p class="loud">${problem}</p>`}
      ${bots.map(
        (bot) =>
          html`<${Bot} key=${bot.name} bot=${bot} others=${others(bot.name).map(({ name }) => name)} can=${can} />`,
      )}
      <${BotSettings} settings=${settings} can=${can} />
    </section>
  `;
}
