import { html } from 'htm/preact/standalone';
import type { Scenario } from '../../../control/view.ts';
import { For } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';

const STAGES: { stage: Scenario['stage']; words: string }[] = [
  { stage: 'armed', words: 'Armed' },
  { stage: 'struck', words: 'It strikes' },
  { stage: 'settled', words: 'What the bot made of it' },
];

/** One way to try it: what goes wrong, what to do now, and what came of it. */
export function ScenarioCard({ scenario }: { scenario: Scenario }) {
  const { id, title, words, stage } = scenario;
  return html`
    <li class=${`scenario ${stage}`}>
      <h3>${title}</h3>
      <p>${words}</p>
      ${stage !== 'idle' && html`<${Way} stage=${stage} />`}
      <${Stage} scenario=${scenario} />
      <div class="row">
        ${
          stage === 'idle' || stage === 'settled'
            ? html`<${Do}
                key="arm"
                panel="dare"
                body=${{ kind: 'arm', scenario: id }}
                words=${stage === 'idle' ? 'Try it' : 'Again'}
                label=${`${stage === 'idle' ? 'Try it' : 'Again'}: ${title}`}
                look="primary"
              />`
            : html`<${Do}
                key="arm"
                panel="dare"
                body=${{ kind: 'disarm', scenario: id }}
                words="Never mind"
                label=${`Never mind: ${title}`}
              />`
        }
      </div>
    </li>
  `;
}

function Way({ stage }: { stage: Scenario['stage'] }) {
  const now = STAGES.findIndex((one) => one.stage === stage);
  return html`
    <ol class="way">
      ${STAGES.map(
        ({ words }, index) => html`
          <li key=${words} class=${index <= now ? 'been' : ''} aria-current=${index === now ? 'step' : undefined}>
            ${words}
          </li>
        `,
      )}
    </ol>
  `;
}

function Stage({ scenario: { stage, todo, struckAt, made, verdict } }: { scenario: Scenario }) {
  const lines = html`
    <ul class="made">
      ${made.map((line, index) => html`<li key=${index}>${line}</li>`)}
    </ul>
  `;
  switch (stage) {
    case 'idle':
      return null;
    case 'armed':
      return html`<p class="todo"><b>Now:</b> ${todo}</p>`;
    case 'struck':
      return html`
        <p class="todo">
          <b>It has struck. Watch the thread.</b>
          ${struckAt !== undefined && html` ${' '}<small><${For} since=${struckAt} /></small>`}
        </p>
        ${lines}
      `;
    case 'settled':
      return html`${lines}<p class="verdict">${verdict}</p>`;
  }
}
