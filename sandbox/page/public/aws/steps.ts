import { html } from 'htm/preact/standalone';
import type { PortStrip } from '../../../control/view.ts';
import { At, In } from '../kit/clock.ts';

/** So many fit beside each other. */
const MOST = 4;

type Step = PortStrip['steps'][number];

/** The way of a port: the states that it was in with their times, the present one, and those ahead. */
export function Steps({ port: { steps, held, state } }: { port: PortStrip }) {
  const now = steps.findLastIndex(({ at }) => at !== undefined);
  const left = Math.max(0, Math.min(now - 1, steps.length - MOST));
  return html`
    <ol class="bare steps">
      ${left > 0 && html`<li class="done earlier">${left} earlier</li>`}
      ${steps.slice(left, left + MOST).map((step, index) => {
        const at = left + index;
        const stage = at < now ? 'done' : at === now ? 'now' : 'ahead';
        return html`
          <li key=${at} class=${`${stage} ${step.state}`} aria-current=${stage === 'now' ? 'step' : undefined}>
            <b>${step.state}</b> <small>${when(step, stage, held && state !== 'deleted')}</small>
          </li>
        `;
      })}
    </ol>
  `;
}

function when({ at, expectedAt }: Step, stage: string, held: boolean) {
  if (stage === 'now' && at !== undefined) return html`${held ? 'held' : 'since'} <${At} at=${at} />`;
  if (at !== undefined) return html`<${At} at=${at} />`;
  if (expectedAt !== undefined) return html`<${In} at=${expectedAt} />`;
  return held ? 'once let go' : 'not yet';
}
