import { html } from 'htm/preact/standalone';

interface PillsProps<T> {
  legend: string;
  /** Of the radio buttons; no others of the page have it. */
  name: string;
  options: { value: T; words: string }[];
  chosen: T;
  choose: (value: T) => void;
}

/** One of a few, side by side. */
export function Pills<T extends string | number>({ legend, name, options, chosen, choose }: PillsProps<T>) {
  const radio = (value: T) =>
    html`<input type="radio" name=${name} checked=${value === chosen} onChange=${() => choose(value)} />`;
  return html`
    <fieldset class="pills">
      <legend>${legend}</legend>
      ${options.map(
        ({ value, words }) => html`<label key=${value}>${radio(value)} <span>${words}</span></label>`,
      )}
    </fieldset>
  `;
}
