import { objs } from '../json.ts';
import type { HeldView } from '../state.ts';
import { type Placed, placedIn } from '../views/elements.ts';
import { heldValue, shapeOf } from '../views/values.ts';

/** Finds the field that a person means: by its whole block_id, else by the part before the first ':'. */
export function findField(held: HeldView, block: string): Placed {
  const fields = placedIn(objs(held.view, 'blocks')).filter(({ type }) => shapeOf(type) !== undefined);
  const whole = fields.filter(({ blockId }) => blockId === block);
  const found = whole.length > 0 ? whole : fields.filter(({ blockId }) => blockId.split(':')[0] === block);
  const [field] = found;
  if (field === undefined) {
    const has = fields.map(({ blockId }) => blockId).join(', ') || 'none';
    throw new Error(`no field '${block}' in this view; it has: ${has}`);
  }
  if (found.length > 1)
    throw new Error(`${found.length} fields '${block}' in this view; give the whole block_id`);
  return field;
}

/** What the person's own screen refuses before it sends a form: empty required fields, lengths, numbers. */
export function fieldErrors(held: HeldView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const field of placedIn(objs(held.view, 'blocks'))) {
    if (field.block.type !== 'input') continue;
    const error = fieldError(field, heldValue(held.values, field));
    if (error !== undefined) errors[field.blockId] = error;
  }
  return errors;
}

function fieldError({ block, element }: Placed, value: unknown): string | undefined {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.';
  if (typeof value !== 'string') return undefined;
  const length = [...value].length;
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && length < min) return `Please enter at least ${min} characters.`;
  if (typeof max === 'number' && length > max) return `Please enter at most ${max} characters.`;
  if (element.type === 'number_input') return numberError(element, value);
  return undefined;
}

function numberError(element: Placed['element'], value: string): string | undefined {
  const number = Number(value);
  if (Number.isNaN(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed === false && !Number.isInteger(number))
    return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value)) return 'The number is too low.';
  if (element.max_value !== undefined && number > Number(element.max_value)) return 'The number is too high.';
  return undefined;
}
