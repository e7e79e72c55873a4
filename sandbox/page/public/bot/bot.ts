import { html } from 'htm/preact/standalone';
import type { BotView } from '../../../control/view.ts';
import { At, For, In } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';

const STATES: Record<BotView['state'], string> = {
  starting: 'is starting',
  ready: 'is ready',
  stopping: 'is stopping',
  down: 'is down',
};

/** One process of the bot: its state, what it says of itself, and what can be done to it. */
export function Bot({ bot: { name, state, since, words, next }, can }: { bot: BotView; can: string[] }) {
  const isDown = state === 'down';
  const [kind, verb] = isDown ? ['start', 'Start'] : ['kill', 'Kill now'];
  return html`
    <article class=${`box process ${state}`} aria-label=${name}>
      <div class="head">
        <h3>${name} ${STATES[state]} <span><${For} since=${since} />, since <${At} at=${since} /></span></h3>
        <${Do}
          panel="bot"
          body=${{ kind, bot: name }}
          words=${verb}
          label=${`${verb}: ${name}`}
          look=${isDown ? 'primary' : 'danger'}
          off=${!can.includes(`${kind} ${name}`)}
        />
      </div>
      ${isDown && html`<p><b>Press Start: it goes on where it was.</b></p>`}
      <ul class="bare">
        ${words.map((line) => html`<li key=${line}>${line}</li>`)}
        ${next && html`<li><b>${next.what} <${In} at=${next.at} /></b></li>`}
      </ul>
    </article>
  `;
}
