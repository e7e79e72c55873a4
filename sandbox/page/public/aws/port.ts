import { html } from 'htm/preact/standalone';
import type { PortStrip } from '../../../control/view.ts';
import { Do } from '../kit/do.ts';
import { pointed, usePointed } from '../pointed.ts';
import { More } from './more.ts';
import { Steps } from './steps.ts';

const WORDS: Record<string, string> = {
  requested: 'AWS looks at the order',
  pending: 'the LOA-CFA is there',
  down: 'waits for cross connect and light',
  available: 'carries light',
  deleted: 'gone',
};

/** A port: what it is, how far it is on its way to light, and what can be done to it. */
export function Port({ port }: { port: PortStrip }) {
  const { interconnectId, name, state, location, bandwidth, lagId, request, hasLoa } = port;
  const subject = { port: interconnectId, ...(request === undefined ? {} : { request }) };
  const lit = usePointed(subject) ? 'lit' : '';
  const details = [interconnectId, lagId, request].filter((one) => one !== undefined);
  return html`
    <article
      class=${`port ${state} ${lit}`}
      aria-labelledby=${`name-${interconnectId}`}
      onMouseEnter=${() => pointed.set(subject)}
      onMouseLeave=${() => pointed.set(undefined)}
    >
      <div class="port-head">
        <h3 id=${`name-${interconnectId}`}>${name}</h3>
        <span class="muted">${bandwidth} at ${location}</span>
        <span key=${state} class="state">${state}: ${stateWords(port)}</span>
      </div>
      <${Steps} port=${port} />
      <p class="ids muted">
        ${details.join(' · ')}
        ${
          hasLoa &&
          html` · <a href=${`/api/v1/loa/${interconnectId}`} target="_blank" rel="noopener">LOA-CFA (PDF)</a>`
        }
      </p>
      ${state !== 'deleted' && html`<${Buttons} port=${port} />`}
    </article>
  `;
}

function stateWords({ state, steps }: PortStrip): string {
  const hadLight = steps.some(({ state: one, at }) => one === 'available' && at !== undefined);
  return state === 'down' && hadLight ? 'light was lost' : (WORDS[state] ?? 'as AWS calls it');
}

function Buttons({ port: { interconnectId, name, state, held } }: { port: PortStrip }) {
  const act = (kind: string, words: string, more = {}) =>
    html`<${Do}
      panel="aws"
      body=${{ kind, interconnectId }}
      words=${words}
      label=${`${words}: ${name}`}
      ...${more}
    />`;
  const isDown = state === 'down';
  return html`
    <div class="row">
      ${
        isDown
          ? act('lightBack', 'Bring light')
          : act('loseLight', 'Cut light', { off: state !== 'available' })
      }
      ${held ? act('release', 'Let go') : act('hold', 'Hold')}
      ${act('faster', 'Faster', { off: held || state === 'available' })}
      ${act('delete', 'Delete', { look: 'danger' })}
      <${More} interconnectId=${interconnectId} name=${name} hasLight=${state === 'available'} />
    </div>
  `;
}
