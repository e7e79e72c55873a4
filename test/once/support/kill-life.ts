import type { Gate } from './points.ts';
import { countPoints } from './points-key.ts';

/** What the bot gets in place of every answer, once its process counts as dead. */
class DeadError extends Error {}

/** The life of a bot's process, as far as the test's process sees it. */
export interface Life extends Gate {
  /** The points passed so far, by their keys. */
  passed: string[];
  isDead(): boolean;
  /** Reports a point that is outside the bot, and so can't be answered with an error. */
  notice(point: string): void;
}

/** Begins a life that ends at the point of this key, or not at all; `onEnd` is called in that instant. */
export function beginLife(end: string | undefined, onEnd = () => {}): Life {
  const passed: string[] = [];
  const keyOf = countPoints();
  let dead = false;
  const pass = () => {
    if (dead) throw new DeadError('This process is dead.');
  };
  const notice = (point: string) => {
    const key = dead ? undefined : keyOf(point);
    if (!key) return;
    passed.push(key);
    if (key !== end) return;
    dead = true;
    onEnd();
  };
  return {
    passed,
    pass,
    notice,
    cross(point) {
      pass();
      notice(point);
      pass();
    },
    isDead: () => dead,
  };
}
