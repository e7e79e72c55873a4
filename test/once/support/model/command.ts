import type { AsyncCommand } from 'fast-check';
import { watch } from './watch.ts';
import type { World } from './world.ts';

/** What fast-check itself remembers of a run; everything else is read from the world. */
type Model = Record<never, never>;

export type Command = AsyncCommand<Model, World>;

/** One thing that happens, as data that fast-check can shrink, repeat and print. */
export function command<Args>(name: string, act: (world: World, args: Args) => Promise<void> | void) {
  return (args: Args): Command => ({
    check: () => true,
    async run(_model, world) {
      await act(world, args);
      await watch(world);
    },
    toString: () => `${name}(${JSON.stringify(args)})`,
  });
}
