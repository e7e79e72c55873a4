import { html, useEffect, useLayoutEffect, useRef, useState } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import type { Json, OpenView } from '../../../workspace/types.ts';
import { useShared } from '../kit/shared.ts';
import { notice, options, perform, view as shown } from '../live.ts';
import { Blocks } from './blocks/block.ts';
import { handOverAll } from './blocks/text-field.ts';
import type { Surface, Text } from './blocks/types.ts';
import { useKeptFocus } from './focus.ts';
import { onModal } from './surfaces.ts';

/** The modal on top of this person's stack, or none. */
export function Modal({ view }: { view: View }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { modal } = view;
  useLayoutEffect(() => {
    const { current } = dialog;
    if (modal && !current?.open) current?.showModal();
    if (!modal && current?.open) current.close();
  }, [modal?.id]);
  const close = (event: Event) => {
    event.preventDefault();
    void perform('close');
  };
  return html`
    <dialog ref=${dialog} class="sheet" aria-labelledby="modal-title" onCancel=${close}>
      ${modal && html`<${Form} key=${modal.id} view=${view} modal=${modal} close=${close} />`}
    </dialog>
  `;
}

function Form({ view, modal, close }: { view: View; modal: OpenView; close: (event: Event) => void }) {
  const form = useKeptFocus<HTMLFormElement>();
  const [turn, sent] = useState(0);
  const said = useShared(notice);
  useEffect(() => {
    const selector = turn === 0 ? '.blocks :is(input, select, textarea, button)' : '[aria-invalid="true"]';
    const first = form.current?.querySelector<HTMLElement>(selector);
    (first ?? (turn === 0 ? form.current : undefined))?.focus();
  }, [turn]);
  const submit = async (event: Event) => {
    event.preventDefault();
    handOverAll();
    await perform('submit');
    // Fields say themselves what is wrong with them.
    if (Object.keys(shown.get()?.modal?.errors ?? {}).length > 0) notice.set('');
    sent(turn + 1);
  };
  const {
    title,
    submit: yes,
    close: no,
    blocks,
  } = modal.view as Record<string, Text | undefined> & { blocks?: unknown };
  const surface: Surface = {
    ...onModal(view),
    fields: {
      values: modal.values,
      errors: modal.errors,
      type: (block, text) => void perform('type', { block, text }),
      choose: (block, value, query) => void perform('choose', { block, value, query }),
      options,
    },
  };
  return html`
    <form ref=${form} tabindex="-1" novalidate onSubmit=${submit}>
      <h2 id="modal-title">${title?.text}</h2>
      <div class="sheet-body">
        <${Blocks} blocks=${(blocks ?? []) as Json[]} surface=${surface} />
      </div>
      <p class="error" role="alert">${said}</p>
      <div class="row end">
        <button type="button" onClick=${close}>${no?.text ?? (yes ? 'Cancel' : 'Close')}</button>
        ${yes && html`<button type="submit" class="primary">${yes.text}</button>`}
      </div>
    </form>
  `;
}
