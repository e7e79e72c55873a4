import { richTextElement } from './richtext.ts';
import {
  anything,
  bool,
  byType,
  type Check,
  type Checks,
  list,
  members,
  number,
  oneOf,
  text,
} from './schema.ts';

/** How long a cell may be no page tells; all of a message counts towards its whole. */
const cell = byType({
  raw_text: members({ type: anything, text }),
  raw_number: members({ type: anything, value: number, text }),
  rich_text: members({ type: anything, elements: list(richTextElement, 'rich_text.elements') }),
});

/** A table; `base` is what every block may carry. */
export function table(base: Checks): Check {
  const column = members({}, { align: oneOf('left', 'center', 'right'), is_wrapped: bool });
  return members(
    { rows: list(list(cell, 'table.cells'), 'table.rows') },
    { ...base, column_settings: list(column, 'table.column_settings', 0) },
  );
}
