import { html, useLayoutEffect, useRef } from 'htm/preact/standalone';
import type { View } from '../../../../control/view.ts';
import { shared, useShared } from '../../kit/shared.ts';
import { words } from './text.ts';
import type { Confirm } from './types.ts';

interface Question {
  confirm: Confirm;
  answer: (yes: boolean) => void;
}

const asked = shared<Question | undefined>(undefined);

/** Asks what an element's `confirm` says; resolves to whether the answer was yes. */
export function confirmed(confirm: Confirm | undefined): Promise<boolean> {
  if (!confirm) return Promise.resolve(true);
  return new Promise((answer) => asked.set({ confirm, answer }));
}

/** The question that is being asked, if there is one. */
export function ConfirmDialog({ view }: { view: View }) {
  const question = useShared(asked);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (question) dialog.current?.showModal();
  }, [question]);
  if (!question) return null;
  const { confirm, answer } = question;
  const done = (yes: boolean) => {
    dialog.current?.close();
    asked.set(undefined);
    answer(yes);
  };
  return html`
    <dialog
      ref=${dialog}
      class="sheet ask"
      aria-labelledby="ask-title"
      aria-describedby="ask-text"
      onCancel=${(event: Event) => {
        event.preventDefault();
        done(false);
      }}
    >
      <h2 id="ask-title">${confirm.title.text}</h2>
      <div id="ask-text" class="text">${words(confirm.text, view)}</div>
      <div class="row end">
        <button type="button" onClick=${() => done(false)}>${confirm.deny.text}</button>
        <button type="button" class=${confirm.style ?? 'primary'} onClick=${() => done(true)}>
          ${confirm.confirm.text}
        </button>
      </div>
    </dialog>
  `;
}
