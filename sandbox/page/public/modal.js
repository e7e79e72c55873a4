import { block } from './blocks.js';
import { reconcile } from './dom.js';

const $ = (id) => document.getElementById(id);

/** Shows the modal on top of this person's stack, or none. Fields that did not change keep their focus and text. */
export function drawModal(open, context) {
  const dialog = $('modal');
  if (!open) {
    if (dialog.open) dialog.close();
    return;
  }
  const { view } = open;
  $('modaltitle').textContent = view.title?.text ?? '';
  $('modalclose').textContent = view.close?.text ?? 'Close';
  $('modalsubmit').textContent = view.submit?.text ?? '';
  $('modalsubmit').hidden = !view.submit;
  const key = (data) => `${open.id}${JSON.stringify(data)}`;
  reconcile($('modalblocks'), view.blocks, key, (data) => block(data, { ...context, values: open.values }));
  const first = drawErrors(open.errors);
  if (!dialog.open) dialog.showModal();
  if (first && first !== shown) first.querySelector('input, select, textarea')?.focus();
  shown = first;
}

let shown;

/** Writes each error below its field; answers the first field that has one. */
function drawErrors(errors) {
  let first;
  for (const field of $('modalblocks').querySelectorAll('[data-block]')) {
    const error = errors[field.dataset.block] ?? '';
    field.querySelector('.error').textContent = error;
    field.querySelector('input, select, textarea')?.setAttribute('aria-invalid', String(error !== ''));
    if (error !== '') first ??= field;
  }
  return first;
}

/** Wires the dialog's own buttons, Escape included, once. */
export function wireModal({ submit, close }) {
  $('modalform').addEventListener('submit', (event) => {
    event.preventDefault();
    for (const field of $('modalblocks').querySelectorAll('[data-dirty]')) field.keep();
    shown = undefined;
    submit();
  });
  $('modalclose').addEventListener('click', close);
  $('modal').addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
}

/** Asks what a button's `confirm` says; resolves to whether the answer was yes. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const dialog = $('confirm');
  $('confirmtitle').textContent = confirm.title?.text ?? 'Are you sure?';
  $('confirmtext').textContent = confirm.text?.text ?? '';
  $('confirmyes').textContent = confirm.confirm?.text ?? 'Yes';
  $('confirmno').textContent = confirm.deny?.text ?? 'Cancel';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    $('confirmyes').onclick = () => dialog.close('yes');
    $('confirmno').onclick = () => dialog.close('');
    dialog.onclose = () => resolve(dialog.returnValue === 'yes');
  });
}
