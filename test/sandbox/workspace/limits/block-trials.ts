import { input, many, plain, x } from './scene.ts';
import { calling, opening, posting } from './trial.ts';

const image = { type: 'image', image_url: 'https://example.com/x.png', alt_text: 'x' };
const line = (size: number) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: x(size) }] });
const cells = (size: number) => many(size, () => ({ type: 'raw_text', text: 'x' }));
const typing = { type: 'plain_text_input' };

/** Blocks at their limits and beyond. */
export const blockTrials = {
  'block.block_id': posting((size) => [{ type: 'divider', block_id: x(size) }]),
  'actions.elements': posting((size) => [
    { type: 'actions', elements: many(size, () => ({ type: 'button', text: plain(1) })) },
  ]),
  'context.elements': posting((size) => [{ type: 'context', elements: many(size, () => plain(1)) }]),
  'header.text': posting((size) => [{ type: 'header', text: plain(size) }]),
  'image.alt_text': posting((size) => [{ ...image, alt_text: x(size) }]),
  'image.image_url': posting((size) => [{ ...image, image_url: x(size) }]),
  'image.title': posting((size) => [{ ...image, title: plain(size) }]),
  'input.label': opening((size) => [input(typing, { label: plain(size) })]),
  'input.hint': opening((size) => [input(typing, { hint: plain(size) })]),
  // Where nothing is posted; of a message's whole there would be too much.
  'markdown.text': calling('blocks.validate', (size) => ({
    blocks: [
      { type: 'markdown', text: x(6000) },
      { type: 'markdown', text: x(size - 6000) },
    ],
  })),
  'rich_text.elements': posting((size) => [{ type: 'rich_text', elements: many(size, () => line(1)) }]),
  'rich_text.text': posting((size) => [{ type: 'rich_text', elements: [line(size)] }]),
  'section.text': posting((size) => [{ type: 'section', text: plain(size) }]),
  'section.fields': posting((size) => [{ type: 'section', fields: many(size, () => plain(1)) }]),
  'section.field': posting((size) => [{ type: 'section', fields: [plain(size)] }]),
  'table.rows': posting((size) => [{ type: 'table', rows: many(size, () => cells(1)) }]),
  'table.cells': posting((size) => [{ type: 'table', rows: [cells(size)] }]),
  'table.column_settings': posting((size) => [
    { type: 'table', rows: [cells(1)], column_settings: many(size, () => ({ align: 'left' })) },
  ]),
  'text.text': posting((size) => [{ type: 'context', elements: [plain(size)] }]),
};
