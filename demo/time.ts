import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedAws } from '../sandbox/aws/types.ts';
import type { Time } from '../sandbox/control/types.ts';
import type { Bot } from './bot.ts';
import { type Holdable, whileStill } from './still.ts';

/** The demo's time, until it is ended. */
export interface DemoTime extends Time {
  end(): void;
}

/** While time runs fast it jumps so often. */
const BEAT_MS = 250;
/** After something has happened at AWS the bot gets so long to list it before time goes on. */
const SEEN_MS = 2_000;

/**
 * Time as the demo lets it pass: not at all, as it does, or in jumps that bots and AWS make together. A jump waits until
 * no bot has anything under way, and none goes past the next thing that happens at AWS, so that bots get to see each.
 */
export function createTime(
  aws: Pick<EmbeddedAws, 'clock' | 'next' | 'on'>,
  bots: () => readonly (Holdable & Pick<Bot, 'look'>)[],
): DemoTime {
  const { clock } = aws;
  const ending = new AbortController();
  let pace = 1;
  let goal: number | undefined;
  let running = false;

  const beat = () => (pace > 1 ? pace * BEAT_MS : 0);
  /** Lets so much time pass at once; answers whether something has happened meanwhile. */
  const pass = async (ms: () => number): Promise<boolean> => {
    let happens = Number.POSITIVE_INFINITY;
    await whileStill(bots, () => {
      happens = aws.next()?.at ?? happens;
      clock.jump(Math.max(Math.min(ms(), happens - clock.now()), 0));
    });
    return clock.now() >= happens;
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (!ending.signal.aborted && (goal !== undefined || pace > 1)) {
      const happened = await pass(() => (goal === undefined ? beat() : goal - clock.now()));
      if (goal !== undefined && clock.now() >= goal) goal = undefined;
      const seen = happened ? listed(aws) : undefined;
      for (const bot of bots()) bot.look();
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
      const [stood, stands] = [pace === 0, wanted === 0];
      pace = wanted;
      if (stood !== stands) {
        clock.speed(stands ? 0 : 1);
        for (const bot of bots()) void bot.follow();
      }
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
