import { isJson } from '../json.ts';
import { plain, text } from './composition.ts';
import {
  buttons,
  choices,
  contextTexts,
  images,
  inputs,
  multiSelects,
  picture,
  selects,
} from './elements.ts';
import { richTextElement } from './richtext.ts';
import {
  anything,
  bool,
  byType,
  type Check,
  type Checks,
  complaint,
  list,
  members,
  string,
} from './schema.ts';
import { table } from './table.ts';

const base: Checks = { type: anything, block_id: string('block.block_id', 1) };

/** Blocks for every surface. */
const everywhere: Checks = {
  section: section(),
  divider: members({}, base),
  header: members({ text: plain('header.text') }, base),
  context: members({ elements: list(byType({ ...images, ...contextTexts }), 'context.elements') }, base),
  actions: members(
    { elements: list(byType({ ...buttons, ...selects, ...choices }), 'actions.elements') },
    base,
  ),
  image: picture({ ...base, title: plain('image.title') }),
  rich_text: members({ elements: list(richTextElement, 'rich_text.elements') }, base),
};

/** What a message may be made of, by type. */
export const inMessages: Checks = {
  ...everywhere,
  markdown: members({ text: string('markdown.text', 1) }, base),
  table: table(base),
};

/** What a modal or Home tab may be made of, by type. */
export const inViews: Checks = {
  ...everywhere,
  input: members(
    {
      label: plain('input.label'),
      element: byType({ ...inputs, ...selects, ...multiSelects, ...choices }),
    },
    { ...base, hint: plain('input.hint'), optional: bool, dispatch_action: bool },
  ),
};

/** One block of a message. */
export const messageBlock = byType(inMessages);

/** One block of a modal or Home tab. */
export const viewBlock = byType(inViews);

function section(): Check {
  const accessory = byType({ ...images, ...buttons, ...selects, ...multiSelects, ...choices });
  const check = members(
    {},
    {
      ...base,
      text: text('section.text'),
      fields: list(text('section.field'), 'section.fields'),
      accessory,
      expand: bool,
    },
  );
  return (value, path, limits) => {
    if (isJson(value) && value.text === undefined && value.fields === undefined)
      return complaint('must define either `fields` or `text`', path);
    return check(value, path, limits);
  };
}
