import { html, useState } from 'htm/preact/standalone';
import type { Side } from '../../../control/view.ts';
import { work } from '../live.ts';

interface FormProps {
  side: 'slack' | 'aws';
  /** The side as people call it. */
  name: string;
  shown: Side;
}

/** What one side can be made to get wrong: some calls, or a share of all. */
export function FaultForm({ side, name, shown }: FormProps) {
  const [call, setCall] = useState(shown.calls[0]);
  const [fault, setFault] = useState(shown.faults[0]);
  const [times, setTimes] = useState(1);
  const set = (event: Event) => {
    event.preventDefault();
    void work('trouble', { kind: `${side}Fault`, call, fault, times });
  };
  const pick = (id: string, words: string, all: string[], chosen: string | undefined, choose: Pick) => html`
    <label for=${`${side}-${id}`}>${words}</label>
    <select id=${`${side}-${id}`} value=${chosen} onChange=${choose}>
      ${all.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}
    </select>
  `;
  return html`
    <form class="fault-form" aria-label=${`Faults of ${name}`} onSubmit=${set}>
      <h3>${name}</h3>
      ${pick('call', 'Call', shown.calls, call, ({ currentTarget }) => setCall(currentTarget.value))}
      ${pick('fault', 'What goes wrong', shown.faults, fault, ({ currentTarget }) => setFault(currentTarget.value))}
      <label for=${`${side}-times`}>Times</label>
      <div class="row">
        <input
          id=${`${side}-times`}
          type="number"
          min="1"
          max="20"
          value=${times}
          onInput=${({ currentTarget }: Typed) => setTimes(Number(currentTarget.value))}
        />
        <button type="submit" aria-label=${`Set this fault of ${name}`}>Set</button>
      </div>
      <${Share} side=${side} name=${name} percent=${shown.percent} />
    </form>
  `;
}

type Typed = { currentTarget: HTMLInputElement };
type Pick = (event: { currentTarget: HTMLSelectElement }) => void;

function Share({ side, name, percent }: { side: string; name: string; percent: number }) {
  const [held, hold] = useState<number | undefined>(undefined);
  return html`
    <label for=${`${side}-share`}>${name} calls that fail: ${held ?? percent} %</label>
    <input
      id=${`${side}-share`}
      type="range"
      min="0"
      max="50"
      value=${held ?? percent}
      onInput=${({ currentTarget }: Typed) => hold(Number(currentTarget.value))}
      onChange=${({ currentTarget }: Typed) => {
        void work('trouble', { kind: `${side}Share`, percent: Number(currentTarget.value) });
        hold(undefined);
      }}
    />
  `;
}
