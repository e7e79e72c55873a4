import type { EmbeddedAws } from '../aws/types.ts';
import type { Time } from '../control/types.ts';

/** AWS's time alone: whoever calls goes by a clock of their own. It begins at this pace. */
export function awsTime({ clock, next }: Pick<EmbeddedAws, 'clock' | 'next'>, speed: number): Time {
  let pace = speed;
  clock.speed(speed);
  return {
    now: clock.now,
    pace: () => pace,
    setPace(wanted) {
      pace = wanted;
      clock.speed(wanted);
    },
    jump: (ms) => clock.jump(ms),
    toNext() {
      const { at } = next() ?? {};
      if (at !== undefined) clock.jump(Math.max(0, at - clock.now()));
    },
    isJumping: () => false,
  };
}
