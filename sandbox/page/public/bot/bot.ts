import { html } from 'htm/preact/standalone';
import type { BotView } from '../../../control/view.ts';
import { At, For, In } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';

const STATES: Record<BotView['state'], string> = {
  starting: 'starts',
  ready: 'is ready',
  stopping: 'ends what it does',
  down: 'is down',
};

interface BotProps {
  bot: BotView;
  /** Those of the other processes that go on. */
  others: string[];
  can: string[];
}

/** One process of the bot: its state, what it says of itself, and what can be done to it. */
export function Bot({ bot: { name, state, since, words, next }, others, can }: BotProps) {
  const title = `bot-${name.replace(/\W/g, '-')}`;
  const kind = can.includes(`start ${name}`) || state === 'down' ? 'start' : 'kill';
  return html`
    <article class=${`bot ${state}`} aria-labelledby=${title}>
      <div class="bot-head">
        <h3 id=${title}>${name} ${STATES[state]}</h3>
        <small class="muted" title="since"><${For} since=${since} />, since <${At} at=${since} /></small>
        <${Do}
          panel="bot"
          body=${{ kind, bot: name }}
          words=${kind === 'start' ? 'Start' : 'Kill now'}
          label=${kind === 'start' ? `Start ${name}` : `Kill ${name} now`}
          look=${kind === 'start' ? 'primary' : 'danger'}
          off=${!can.includes(`${kind} ${name}`)}
        />
      </div>
      ${
        state === 'down' &&
        html`<p class="loud">
          ${
            others.length > 0
              ? `${others.join(' and ')} goes on alone.`
              : 'Nobody answers in Slack, and nothing is ordered. Press Start: it goes on where it was.'
          }
        </p>`
      }
      <ul class="words">
        ${words.map((line) => html`<li key=${line}>${line}</li>`)}
      </ul>
      ${next && html`<p class="next">${next.what} <${In} at=${next.at} /></p>`}
    </article>
  `;
}
