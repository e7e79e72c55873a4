import { html } from 'htm/preact/standalone';
import type { Json } from '../../../../workspace/types.ts';
import { Control } from './control.ts';
import { Input } from './input.ts';
import { picture } from './picture.ts';
import { richText } from './rich-text.ts';
import { Section } from './section.ts';
import { words } from './text.ts';
import type { Block, Element, Surface, Text } from './types.ts';

/**
 * Blocks in their order. Each is patched in place: a field by its block_id, which tells Slack whether it is another one,
 * anything else by its type and place among its like, since a block's ID changes with what it shows.
 */
export function Blocks({ blocks, surface }: { blocks: Json[]; surface: Surface }) {
  const counts = new Map<string, number>();
  return html`<div class="blocks">${(blocks as unknown as Block[]).map((block) => {
    const count = (counts.get(block.type) ?? 0) + 1;
    counts.set(block.type, count);
    const key = block.type === 'input' ? block.block_id : `${block.type} ${count}`;
    return html`<${One} key=${key} block=${block} surface=${surface} />`;
  })}</div>`;
}

function One({ block, surface }: { block: Block; surface: Surface }) {
  const { view, heading } = surface;
  const elements = (block.elements ?? []) as Element[];
  switch (block.type) {
    case 'header':
      return html`<${heading} class="header">${words(block.text as Text, view)}<//>`;
    case 'divider':
      return html`<hr />`;
    case 'section':
      return html`<${Section} block=${block} surface=${surface} />`;
    case 'context':
      return html`<p class="context">${elements.map((one) => html`<span>${contextual(one, surface)}</span>`)}</p>`;
    case 'actions':
      return html`<div class="row">
        ${elements.map((one) => html`<${Control} key=${one.action_id} element=${one} block=${block} surface=${surface} />`)}
      </div>`;
    case 'input':
      return html`<${Input} block=${block} surface=${surface} />`;
    case 'rich_text':
      return richText(block.elements ?? [], view);
    case 'image':
      return picture(block.alt_text, block.title?.text);
    case 'markdown':
      return html`<div class="text">${block.text}</div>`;
    case 'table':
      return html`<table>${block.rows?.map((row) => html`<tr>${row.map((cell) => html`<td>${inCell(cell, surface)}</td>`)}</tr>`)}</table>`;
    default:
      return html`<p class="muted">[${block.type} is not drawn here]</p>`;
  }
}

function contextual(one: Element, { view }: Surface) {
  return one.type === 'image' ? `[${one.alt_text}]` : words(one as unknown as Text, view);
}

function inCell(cell: unknown, { view }: Surface) {
  const { type, text, elements } = cell as { type: string; text?: string; elements?: unknown[] };
  return type === 'rich_text' ? richText(elements ?? [], view) : text;
}
