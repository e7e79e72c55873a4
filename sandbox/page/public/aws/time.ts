import { html } from 'htm/preact/standalone';
import type { PortStrip, TimeView } from '../../../control/view.ts';
import { Choice } from '../kit/choice.ts';
import { In, useNow } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';
import { dateTime } from '../kit/when.ts';
import { work } from '../live.ts';

const LENGTHS = [
  { value: 'quickPorts', words: '20 seconds' },
  { value: 'slowPorts', words: 'days, as at AWS' },
];

/** What time it is for Slack, AWS and bot alike, how it passes, and what comes next. */
export function TimePanel({ time, ports }: { time: TimeView; ports: PortStrip[] }) {
  return html`
    <div class="time-panel">
      <div class="row">
        <h3>Time</h3>
        <${Now} />
        ${time.isJumping && html`<b>It passes at once.</b>`}
      </div>
      <${Choice}
        legend="It passes"
        name="pace"
        options=${time.paces.map(({ pace, words }) => ({ value: pace, words }))}
        chosen=${time.pace}
        choose=${(pace: number) => work('time', { kind: 'pace', pace })}
      />
      <div class="row">
        <span class="muted">Skip</span>
        <${Do} panel="time" body=${{ kind: 'hour' }} words="An hour" />
        <${Do} panel="time" body=${{ kind: 'day' }} words="A day" />
        <${Do} panel="time" body=${{ kind: 'next' }} words="Until something happens" off=${!time.next} />
      </div>
      <${Choice}
        legend="New ports take"
        name="lengths"
        options=${LENGTHS}
        chosen=${time.slowPorts ? 'slowPorts' : 'quickPorts'}
        choose=${(kind: string) => work('time', { kind })}
      />
      <p class="next"><${Next} next=${time.next} ports=${ports} /></p>
    </div>
  `;
}

function Now() {
  const now = useNow();
  return html`<time class="now" datetime=${new Date(now).toISOString()}>${dateTime(now)}</time>`;
}

function Next({ next, ports }: { next: TimeView['next']; ports: PortStrip[] }) {
  if (!next) return html`<span class="muted">Nothing more happens at AWS by itself.</span>`;
  const port = ports.find(({ interconnectId }) => interconnectId === next.interconnectId);
  const step = port?.steps.find(({ at, expectedAt }) => at === undefined && expectedAt === next.at);
  const what = step ? `becomes ${step.state}` : 'changes';
  return html`Next: <b>${port?.name ?? next.interconnectId}</b> ${what} <${In} at=${next.at} />`;
}
