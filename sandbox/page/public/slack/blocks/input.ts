import { html } from 'htm/preact/standalone';
import { Field, isGroup } from './field.ts';
import type { Block, Surface } from './types.ts';

/** A field of a form: its label, what is filled in, its hint and, once it was refused, why. */
export function Input({ block, surface }: { block: Block; surface: Surface }) {
  const { element, block_id: id } = block;
  const error = surface.fields?.errors[id];
  if (!element) return null;
  const described =
    [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const label = html`${block.label?.text}${block.optional && html`<span class="muted"> (optional)</span>`}`;
  const named = {
    id: `${id}-field`,
    'aria-describedby': described,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': block.optional || isGroup(element) ? undefined : 'true',
  };
  const field = html`<${Field} element=${element} block=${block} surface=${surface} named=${named} />`;
  const below = html`
    <p class="muted hint" id=${`${id}-hint`} hidden=${!block.hint}>${block.hint?.text}</p>
    <p class="error" id=${`${id}-error`} hidden=${!error}>${error}</p>
  `;
  return isGroup(element)
    ? html`<fieldset class="field" data-block=${id} aria-describedby=${described}><legend>${label}</legend>${field}${below}</fieldset>`
    : html`<div class="field" data-block=${id}><label for=${named.id}>${label}</label>${field}${below}</div>`;
}
