import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedAws } from '../sandbox/aws/types.ts';
import type { Time } from '../sandbox/control/types.ts';
import type { Bot } from './bot.ts';

/** The demo's time, until it is ended. */
export interface DemoTime extends Time {
  end(): void;
}

/** While time runs fast it jumps so often. */
const BEAT_MS = 250;
/** After something has happened at AWS the bot gets so long to list it before time goes on. */
const SEEN_MS = 2_000;

/**
 * Time as the demo lets it pass: as it does, or in jumps that bot and AWS make together. A jump waits until the bot has
 * nothing under way, and none goes past the next thing that happens at AWS, so that the bot gets to see each.
 */
export function createTime(
  aws: Pick<EmbeddedAws, 'clock' | 'next' | 'on'>,
  bot: Pick<Bot, 'jump' | 'look'>,
): DemoTime {
  const { clock } = aws;
  const ending = new AbortController();
  let pace = 1;
  let goal: number | undefined;
  let running = false;

  /** Lets so much time pass at once; answers whether something has happened meanwhile. */
  const pass = async (ms: number): Promise<boolean> => {
    const happens = aws.next()?.at ?? Number.POSITIVE_INFINITY;
    const step = Math.max(Math.min(ms, happens - clock.now()), 0);
    await bot.jump(step);
    clock.jump(step);
    return clock.now() >= happens;
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (!ending.signal.aborted && (goal !== undefined || pace > 1)) {
      const happened = await pass(goal === undefined ? pace * BEAT_MS : goal - clock.now());
      if (goal !== undefined && clock.now() >= goal) goal = undefined;
      const seen = happened ? listed(aws) : undefined;
      bot.look();
      await Promise.race([
        seen ?? wait(BEAT_MS, undefined, { ref: false }),
        wait(SEEN_MS, undefined, { ref: false }),
      ]);
    }
    running = false;
  };
  return {
    now: clock.now,
    pace: () => pace,
    isJumping: () => goal !== undefined,
    setPace(wanted) {
      pace = wanted;
      void run();
    },
    jump(ms) {
      goal = (goal ?? clock.now()) + ms;
      void run();
    },
    toNext() {
      goal = aws.next()?.at ?? goal;
      void run();
    },
    end: () => ending.abort(),
  };
}

/** Resolves when ports were listed. */
function listed(aws: Pick<EmbeddedAws, 'on'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = aws.on(({ operation }) => {
      if (operation !== 'DescribeInterconnects') return;
      stop();
      resolve();
    });
  });
}
