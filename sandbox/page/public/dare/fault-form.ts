import { html } from 'htm/preact/standalone';
import type { Side } from '../../../control/view.ts';
import { work } from '../live.ts';

interface FormProps {
  side: 'slack' | 'aws';
  /** The side as people call it. */
  name: string;
  shown: Side;
}

const SHARES = [0, 5, 10, 20, 30, 50];

/** What one side can be made to get wrong: some calls, or a share of all. */
export function FaultForm({ side, name, shown }: FormProps) {
  const set = (event: Event) => {
    event.preventDefault();
    const { call, fault, times } = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    void work('trouble', { kind: `${side}Fault`, call, fault, times: Number(times) });
  };
  const share = ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
    work('trouble', { kind: `${side}Share`, percent: Number(currentTarget.value) });
  const option = (value: string | number, words = value) =>
    html`<option key=${value} value=${value}>${words}</option>`;
  const shares = [...new Set([...SHARES, shown.percent])].toSorted((one, other) => one - other);
  return html`
    <form class="fault" aria-label=${`Faults of ${name}`} onSubmit=${set}>
      <h3>${name}</h3>
      <label>Call <select name="call">${shown.calls.map((one) => option(one))}</select></label>
      <label>What goes wrong <select name="fault">${shown.faults.map((one) => option(one))}</select></label>
      <label>Times <input name="times" type="number" min="1" max="20" defaultValue="1" required /></label>
      <button type="submit" aria-label=${`Set this fault of ${name}`}>Set</button>
      <label>
        Of all calls fail${' '}
        <select value=${shown.percent} onChange=${share}>${shares.map((one) => option(one, `${one} %`))}</select>
      </label>
    </form>
  `;
}
