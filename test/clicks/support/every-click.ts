import { expect, test } from 'vitest';
import { circumstance, type When } from './circumstances.ts';
import { cellsOf, wrongOf } from './run.ts';
import { openScene } from './scene.ts';

/** So many wrong cells are shown of each circumstance. */
const SHOWN = 5;

/** A test for each circumstance: all its clicks, made at the bot's listeners on a real store. */
export function everyClickUnder(...when: readonly When[]): void {
  test.each(when)('under %s every click gets its one answer, and changes only what it may', async (one) => {
    const scene = await openScene(circumstance(one));
    try {
      const wrong = await wrongOf(scene, one, cellsOf(one));
      expect({ wrong: wrong.length, first: wrong.slice(0, SHOWN) }).toEqual({ wrong: 0, first: [] });
    } finally {
      await scene.close();
    }
  });
}
