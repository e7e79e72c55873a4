import { html, useState } from 'htm/preact/standalone';
import { isLong } from '../fold.ts';
import { Control } from './control.ts';
import { words } from './text.ts';
import type { Block, Surface, Text } from './types.ts';

/** A text with its fields and what stands beside it; a long one folds unless it says `expand`. */
export function Section({ block, surface }: { block: Block; surface: Surface }) {
  const { view } = surface;
  const text = block.text as Text | undefined;
  const folds = block.expand !== true && isLong(text?.text ?? '');
  const [isOpen, open] = useState(false);
  return html`
    <div class="section">
      <div class="beside">
        ${text && html`<div class=${folds && !isOpen ? 'text folded' : 'text'}>${words(text, view)}</div>`}
        ${
          folds &&
          html`<button type="button" class="fold" aria-expanded=${String(isOpen)} onClick=${() => open(!isOpen)}>
            ${isOpen ? 'See less' : 'See more'}
          </button>`
        }
        ${
          block.fields &&
          html`<div class="fields">${block.fields.map((field) => html`<div class="text">${words(field, view)}</div>`)}</div>`
        }
      </div>
      ${block.accessory && html`<${Control} element=${block.accessory} block=${block} surface=${surface} />`}
    </div>
  `;
}
