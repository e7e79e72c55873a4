import { html } from 'htm/preact/standalone';
import { Combobox } from './combobox.ts';
import { heldBy } from './held.ts';
import { words } from './text.ts';
import { TextField } from './text-field.ts';
import type { Block, Element, Named, Option, Surface } from './types.ts';

interface FieldProps {
  element: Element;
  block: Block;
  surface: Surface;
  named: Named;
}

const GROUPS: Record<string, string> = {
  radio_buttons: 'radio',
  checkboxes: 'checkbox',
  multi_static_select: 'checkbox',
};
const PICKERS: Record<string, string> = {
  datepicker: 'date',
  timepicker: 'time',
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
};

/** Whether an element is a group of choices, which a legend names. */
export function isGroup({ type }: Element): boolean {
  return GROUPS[type] !== undefined;
}

/** An element that is filled in. Messages and the Home tab have no form: there it can only be looked at. */
export function Field(props: FieldProps) {
  const { element, block, surface, named } = props;
  const { type } = element;
  const { fields } = surface;
  const held = heldBy(element, block, surface);
  if (!fields)
    return html`<button type="button" disabled title="Only forms can be filled in here">${named['aria-label']}</button>`;
  if (isGroup(element)) return group(props, fields.choose);
  if (type === 'static_select') return select(props, (held.selected_option as Option | null)?.value ?? '');
  if (type.endsWith('_select')) return html`<${Combobox} ...${props} fields=${fields} />`;
  if (type === 'datepicker' || type === 'timepicker') {
    const value = held.selected_date ?? held.selected_time ?? '';
    const choose = ({ currentTarget }: Event) =>
      fields.choose(block.block_id, (currentTarget as HTMLInputElement).value);
    return html`<input ...${named} type=${PICKERS[type]} value=${value} data-action=${element.action_id} onChange=${choose} />`;
  }
  return html`<${TextField} ...${props} kind=${PICKERS[type] ?? 'text'} text=${String(held.value ?? '')} fields=${fields} />`;
}

function select({ element, block, surface, named }: FieldProps, value: string) {
  const groups = element.option_groups ?? [{ label: undefined, options: element.options ?? [] }];
  const choose = ({ currentTarget }: Event) => {
    surface.fields?.choose(block.block_id, (currentTarget as HTMLSelectElement).value);
  };
  const listed = (options: Option[]) =>
    options.map(
      (one) =>
        html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.text.text}</option>`,
    );
  return html`
    <select ...${named} data-action=${element.action_id} onChange=${choose}>
      <option value="" disabled selected=${value === ''}>${element.placeholder?.text ?? 'Choose'}</option>
      ${groups.map(({ label, options }) => (label ? html`<optgroup label=${label.text}>${listed(options)}</optgroup>` : listed(options)))}
    </select>
  `;
}

function group(
  { element, block, surface, named }: FieldProps,
  choose: (block: string, value: string) => void,
) {
  const held = heldBy(element, block, surface);
  const chosen = [held.selected_options ?? held.selected_option ?? []].flat() as Option[];
  return element.options?.map(
    (option) => html`
      <label key=${option.value} class="tick">
        <input
          type=${GROUPS[element.type]}
          name=${named.id}
          value=${option.value}
          checked=${chosen.some(({ value }) => value === option.value)}
          data-action=${element.action_id}
          aria-invalid=${named['aria-invalid']}
          onChange=${() => choose(block.block_id, option.value)}
        />
        <span>
          ${words(option.text, surface.view)}
          ${option.description && html`<span class="muted"> ${words(option.description, surface.view)}</span>`}
        </span>
      </label>
    `,
  );
}
