import { html } from 'htm/preact/standalone';
import type { PortStrip } from '../../../control/view.ts';
import { Do } from '../kit/do.ts';
import { pointed, usePointed } from '../pointed.ts';
import { Steps } from './steps.ts';

const WORDS: Record<string, string> = {
  requested: 'AWS looks at the order',
  pending: 'LOA-CFA is ready',
  down: 'waits for light',
  available: 'carries light',
};

/** A port: what it is, how far it is on its way to light, and what can be done to it. */
export function Port({ port }: { port: PortStrip }) {
  const { interconnectId, name, state, location, bandwidth, lagId, request, hasLoa } = port;
  const subject = { port: interconnectId, ...(request === undefined ? {} : { request }) };
  const ids = [interconnectId, lagId, request].filter((one) => one !== undefined);
  const letter = html`<a href=${`/api/v1/loa/${interconnectId}`} target="_blank" rel="noopener">LOA-CFA (PDF)</a>`;
  return html`
    <article
      class=${`box port ${state} ${usePointed(subject) ? 'lit' : ''}`}
      aria-labelledby=${`name-${interconnectId}`}
      onMouseEnter=${() => pointed.set(subject)}
      onMouseLeave=${() => pointed.set(undefined)}
    >
      <div class="head">
        <h3 id=${`name-${interconnectId}`}>${name} <span>${bandwidth} at ${location}</span></h3>
        <span class="state">${stateWords(port)}</span>
      </div>
      <${Steps} port=${port} />
      <p class="muted">${ids.join(' · ')} ${hasLoa && letter}</p>
      ${state !== 'deleted' && html`<${Buttons} port=${port} />`}
    </article>
  `;
}

function stateWords({ state, steps }: PortStrip): string {
  const hadLight = steps.some(({ state: one, at }) => one === 'available' && at !== undefined);
  const words = state === 'down' && hadLight ? 'light was lost' : WORDS[state];
  return words === undefined ? state : `${state}: ${words}`;
}

function Buttons({ port: { interconnectId, name, state, held, steps } }: { port: PortStrip }) {
  const act = (kind: string, words: string, off = false, look?: string) => {
    const label = `${words}: ${name}`;
    return html`<${Do} panel="aws" body=${{ kind, interconnectId }} words=${words} label=${label} off=${off} look=${look} />`;
  };
  const isAhead = steps.some(({ expectedAt }) => expectedAt !== undefined);
  const noLight = state !== 'available';
  return html`
    <div class="row">
      ${state === 'down' ? act('lightBack', 'Bring light') : act('loseLight', 'Cut light', noLight)}
      ${held ? act('release', 'Let go') : act('hold', 'Hold')} ${act('faster', 'Faster', held || !isAhead)}
      ${act('delete', 'Delete', false, 'danger')}
      <details class="more">
        <summary class="button" aria-label=${`More: ${name}`}>More</summary>
        <div class="row">
          ${act('flap', 'Let its light come and go', noLight)} ${act('maintain', 'Announce maintenance in 3 days')}
        </div>
      </details>
    </div>
  `;
}
