import { isJson } from '../json.ts';
import { plain, text } from './composition.ts';
import { buttons, choices, contextTexts, images, inputs, multiSelects, selects } from './elements.ts';
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

const base: Checks = { type: anything, block_id: string(255, 1) };

/** Blocks for every surface. */
const everywhere: Checks = {
  section: section(),
  divider: members({}, base),
  header: members({ text: plain(150) }, base),
  context: members({ elements: list(byType({ ...images, ...contextTexts }), 10) }, base),
  actions: members({ elements: list(byType({ ...buttons, ...selects, ...choices }), 25) }, base),
  image: members(
    { alt_text: string(2000, 1) },
    { ...base, image_url: string(3000), slack_file: anything, title: plain(2000) },
  ),
  rich_text: members({ elements: list(richTextElement, 100) }, base),
};

const inMessages: Checks = {
  ...everywhere,
  markdown: members({ text: string(12_000, 1) }, base),
  table: members({ rows: list(anything, 100) }, { ...base, column_settings: anything }),
};

const inViews: Checks = {
  ...everywhere,
  input: members(
    { label: plain(2000), element: byType({ ...inputs, ...selects, ...multiSelects, ...choices }) },
    { ...base, hint: plain(2000), optional: bool, dispatch_action: bool },
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
    { ...base, text: text(3000), fields: list(text(2000), 10), accessory, expand: bool },
  );
  return (value, path) => {
    if (isJson(value) && value.text === undefined && value.fields === undefined)
      return complaint('must define either `fields` or `text`', path);
    return check(value, path);
  };
}
