import { obj, objs, str } from '../json.ts';
import type { Json } from '../types.ts';

/** An element that a person can use, with the block it stands in. */
export interface Placed {
  block: Json;
  blockId: string;
  actionId: string;
  element: Json;
  type: string;
}

/** Every element with an action_id, in the order of the blocks. */
export function placedIn(blocks: Json[]): Placed[] {
  return blocks.flatMap((block) => {
    const one = [obj(block, 'element'), obj(block, 'accessory')].filter((element) => element !== undefined);
    return [...one, ...objs(block, 'elements')].flatMap((element) => {
      const actionId = str(element, 'action_id');
      const blockId = str(block, 'block_id');
      if (actionId === undefined || blockId === undefined) return [];
      return [{ block, blockId, actionId, element, type: str(element, 'type') ?? '' }];
    });
  });
}

/** The options of a select or group, its option groups flattened. */
export function optionsOf(element: Json): Json[] {
  return [
    ...objs(element, 'options'),
    ...objs(element, 'option_groups').flatMap((group) => objs(group, 'options')),
  ];
}

/** Whether choosing in this element is told to the bot at once. */
export function dispatches(placed: Placed): boolean {
  if (placed.block.type !== 'input') return true;
  return placed.block.dispatch_action === true;
}
