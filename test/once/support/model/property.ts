import fc from 'fast-check';
import { clicks } from './clicks.ts';
import type { Evidence } from './evidence.ts';
import { comeToRest, everythingHolds } from './rest.ts';
import { stories, wholeOrder } from './stories.ts';
import { weathers } from './weather.ts';
import { works } from './work.ts';
import { closeWorld, type Stage, type World } from './world.ts';

const MOST_COMMANDS = 32;

export interface PropertyOptions {
  /** Takes a guard away before the run begins. */
  breakIt?: (world: World) => void;
  /** Told of every run that held. */
  note?: (all: readonly Evidence[]) => void;
  /** fast-check's, to repeat a shrunk list of commands. */
  replayPath?: string | undefined;
}

/** Whatever people, AWS, Slack, clocks and processes do, in whatever order: everything holds in the end. */
export function exactlyOnce(stage: Stage, { breakIt, note, replayPath }: PropertyOptions = {}) {
  const anything = fc.oneof(...stories, ...clicks, ...works, ...weathers);
  const commands = fc.commands([anything], {
    maxCommands: MOST_COMMANDS,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
  return fc.asyncProperty(wholeOrder, commands, async (first, list) => {
    const world = await stage.open();
    breakIt?.(world);
    try {
      await first.run({}, world);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), list);
      await comeToRest(world);
      const all = await everythingHolds(world);
      note?.(all);
    } finally {
      await closeWorld(world);
    }
  });
}
