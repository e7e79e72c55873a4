import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { circumstance, type When } from './circumstances.ts';
import { cellsOf, statesOf, wrongOf } from './run.ts';
import { openScene, type Scene } from './scene.ts';

/** So many wrong cells are shown of each state. */
const SHOWN = 5;

/** A test for each state under each circumstance: all its clicks, made at the bot's listeners on a real store. */
export function everyClickUnder(...all: readonly When[]): void {
  describe.each(all)('under %s every click gets its one answer, and changes only what it may', (when) => {
    const cells = Map.groupBy(cellsOf(when), ({ state }) => state);
    let scene: Scene;
    beforeAll(async () => {
      scene = await openScene(circumstance(when));
    });
    afterAll(() => scene.close());

    test.each(statesOf(when))('%s', async (state) => {
      const wrong = await wrongOf(scene, when, cells.get(state) ?? []);
      expect({ wrong: wrong.length, first: wrong.slice(0, SHOWN) }).toEqual({ wrong: 0, first: [] });
    });
  });
}
