import { expect } from 'vitest';
import type { Outside } from '../../../src/app.ts';
import { PAUSE_MS, type Scene, WINDOW_MS } from './faults-scene.ts';

/** One fault, what people and time then do, and what AWS must have been asked and have in the end. */
export interface Row {
  name: string;
  /** Part of every `npm test`; the others only of `npm run test:once`. */
  quick?: true;
  env?: Record<string, string>;
  /** Changes what stands outside the bot. */
  wrap?: (outside: Outside, scene: Scene) => Outside;
  /** Lays the fault, after the card was posted and before the vote. */
  fault: (scene: Scene) => void;
  /** From the vote until the request has come to rest. */
  ends: (scene: Scene) => Promise<unknown>;
  /** CreateInterconnect calls that arrive at AWS, and ports that they make. */
  calls: number;
  ports: number;
}

/** AWS answered with an ID, sooner or later. */
export const ordered = (scene: Scene) => scene.status('Ordered: dxcon-');

/** The answer was lost; the port is found by its tag once AWS shows it. */
export function found(code: string, shownAfterMs = 0) {
  return async (scene: Scene) => {
    await scene.lost(code);
    if (shownAfterMs > 0) {
      await scene.listings(1);
      await scene.status('Outcome unknown: looking for the port at AWS');
      scene.wait(shownAfterMs + 1_000);
    }
    await ordered(scene);
    await scene.line("by this order's tag: taken over, not ordered again.");
  };
}

/** Nobody can know: people are asked, and nothing is sent before they say so. */
export async function asked(scene: Scene, code: string): Promise<void> {
  await scene.lost(code);
  const sent = scene.creates().length;
  scene.wait(WINDOW_MS);
  await scene.status('Needs a decision');
  await scene.line('No port found after');
  expect(scene.creates()).toHaveLength(sent);
}

/** People are asked, and order again. */
export function orderedAgain(code: string) {
  return async (scene: Scene) => {
    await asked(scene, code);
    await scene.orderAgain();
    await ordered(scene);
  };
}

/** AWS said no. */
export function refused(name: string) {
  return async (scene: Scene) => {
    await scene.status('Refused by AWS: nothing was ordered');
    await scene.line(`(${name}).`);
  };
}

/** Held back with this line; goes on by itself after `goesOn`. */
export function heldUntil(line: string, goesOn: (scene: Scene) => void, calls = 0) {
  return async (scene: Scene) => {
    await scene.line(line);
    expect(scene.creates()).toHaveLength(calls);
    goesOn(scene);
    scene.wait(PAUSE_MS);
    await ordered(scene);
  };
}
