import type { Limits } from '../../../../sandbox/workspace/limits.ts';
import type { Json } from '../../../../sandbox/workspace/types.ts';
import { modal, scene } from './scene.ts';

/** Tries a sample of this size under these limits; answers Slack's word, or `taken`. */
export type Trial = (size: number, limits: Limits) => string | Promise<string>;

/** Posts these blocks. */
export function posting(blocks: (size: number) => Json[]): Trial {
  return (size, limits) => scene(limits).posts(blocks(size));
}

/** Opens a modal with these blocks. */
export function opening(blocks: (size: number) => Json[]): Trial {
  return (size, limits) => scene(limits).opens(modal(blocks(size)));
}

/** Opens a modal of which this is so. */
export function opened(more: (size: number) => Json): Trial {
  return (size, limits) => scene(limits).opens(modal([{ type: 'divider' }], more(size)));
}

/** Makes a call with these arguments. */
export function calling(method: string, args: (size: number, channel: string) => Json): Trial {
  return (size, limits) => {
    const { said, channel } = scene(limits);
    return said(method, args(size, channel));
  };
}
