import { html } from 'htm/preact/standalone';
import type { PortStrip, TimeView } from '../../../control/view.ts';
import { In, useNow } from '../kit/clock.ts';
import { Do } from '../kit/do.ts';
import { Pills } from '../kit/pills.ts';
import { dateTime } from '../kit/when.ts';
import { work } from '../live.ts';

const LENGTHS = [
  { value: 'quickPorts', words: '20 seconds' },
  { value: 'slowPorts', words: 'days, as at AWS' },
];

/** What time it is for Slack, AWS and bot alike, how it passes, and what comes next. */
export function TimePanel({ time, ports }: { time: TimeView; ports: PortStrip[] }) {
  const { paces, pace, isJumping, slowPorts, next } = time;
  const skip = (kind: string, words: string, off = false) =>
    html`<${Do} panel="time" body=${{ kind }} words=${words} label=${`Skip: ${words}`} off=${off} />`;
  return html`
    <div class="box time">
      <div class="head">
        <h3>Time <${Now} /></h3>
        <small>${isJumping ? 'It passes at once.' : html`<${Next} next=${next} ports=${ports} />`}</small>
      </div>
      <${Pills}
        legend="Pace"
        name="pace"
        options=${paces.map(({ pace: value, words }) => ({ value, words }))}
        chosen=${pace}
        choose=${(wanted: number) => work('time', { kind: 'pace', pace: wanted })}
      />
      <div class="row">
        <span class="muted">Skip</span>
        ${skip('hour', 'An hour')} ${skip('day', 'A day')} ${skip('next', 'Until something happens', !next)}
      </div>
      <${Pills}
        legend="New ports take"
        name="lengths"
        options=${LENGTHS}
        chosen=${slowPorts ? 'slowPorts' : 'quickPorts'}
        choose=${(kind: string) => work('time', { kind })}
      />
    </div>
  `;
}

function Now() {
  const now = useNow();
  return html`<time datetime=${new Date(now).toISOString()}>${dateTime(now)}</time>`;
}

function Next({ next, ports }: { next: TimeView['next']; ports: PortStrip[] }) {
  if (!next) return html`<span class="muted">Nothing is due at AWS.</span>`;
  const port = ports.find(({ interconnectId }) => interconnectId === next.interconnectId);
  const step = port?.steps.find(({ at, expectedAt }) => at === undefined && expectedAt === next.at);
  const what = step ? `becomes ${step.state}` : 'changes';
  return html`Next: <b>${port?.name ?? next.interconnectId}</b> ${what} <${In} at=${next.at} />`;
}
