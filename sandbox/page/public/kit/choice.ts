import { html } from 'htm/preact/standalone';

interface ChoiceProps<T> {
  legend: string;
  /** Of the radio buttons; one of the page's. */
  name: string;
  options: { value: T; words: string }[];
  chosen: T;
  choose: (value: T) => void;
}

/** One of a few, as buttons in a row. */
export function Choice<T extends string | number>({ legend, name, options, chosen, choose }: ChoiceProps<T>) {
  return html`
    <fieldset class="choice">
      <legend>${legend}</legend>
      ${options.map(
        ({ value, words }) => html`
          <label key=${value}>
            <input
              type="radio"
              name=${name}
              value=${value}
              checked=${value === chosen}
              onChange=${() => choose(value)}
            />
            <span>${words}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}
