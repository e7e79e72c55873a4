import type { Block, Element, Surface } from './types.ts';

/** What an element holds: what was chosen or typed last. */
export function heldBy({ action_id: action }: Element, { block_id: block }: Block, { fields }: Surface) {
  return fields?.values[block]?.[action] ?? {};
}
