import { html, useEffect, useRef } from 'htm/preact/standalone';
import type { Scenario } from '../../../control/view.ts';
import { For } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';

const WAY = ['Armed', 'It strikes', 'What the bot made of it'];
const STAGES = ['armed', 'struck', 'settled'];

/** One way to try it: what goes wrong, what to do now, and what came of it. */
export function ScenarioCard({ scenario, isBroken }: { scenario: Scenario; isBroken: boolean }) {
  const { id, title, words, stage, made, verdict } = scenario;
  const card = useRef<HTMLLIElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current !== stage && stage !== 'idle') card.current?.scrollIntoView({ block: 'nearest' });
    before.current = stage;
  }, [stage]);
  const isSet = stage === 'armed' || stage === 'struck';
  const verb = isSet ? 'Never mind' : stage === 'settled' ? 'Again' : 'Try it';
  return html`
    <li ref=${card} class=${`box scenario ${stage} ${isBroken ? 'broken' : ''}`}>
      <div class="head">
        <h3>${title}</h3>
        <${Do}
          panel="dare"
          body=${{ kind: isSet ? 'disarm' : 'arm', scenario: id }}
          words=${verb}
          label=${`${verb}: ${title}`}
          look=${isSet ? undefined : 'primary'}
        />
      </div>
      ${stage !== 'settled' && html`<p>${words}</p>`}
      ${stage !== 'idle' && html`<${Way} at=${STAGES.indexOf(stage)} />`}
      <${Todo} scenario=${scenario} />
      ${verdict !== undefined && html`<p class="verdict">${verdict}</p>`}
      ${made.length > 0 && html`<ul class="made bare">${made.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}
    </li>
  `;
}

function Way({ at }: { at: number }) {
  const step = (words: string, index: number) =>
    html`<li key=${words} aria-current=${index === at ? 'step' : undefined}>${words}</li>`;
  return html`<ol class="way">${WAY.map(step)}</ol>`;
}

function Todo({ scenario: { stage, todo, struckAt } }: { scenario: Scenario }) {
  if (stage === 'armed') return html`<p class="todo"><b>Now:</b> ${todo}</p>`;
  if (stage !== 'struck') return null;
  const elapsed = struckAt !== undefined && html`<small><${For} since=${struckAt} /></small>`;
  return html`<p class="todo"><b>It has struck. Watch the thread.</b> ${elapsed}</p>`;
}
