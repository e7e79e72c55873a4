import { openStage } from '../../support/stage.ts';
import { beginLife } from './kill-life.ts';
import { describe, LEASES_MS, playOut, startLater } from './kill-story.ts';
import { type Course, checkOnce, untilQuiet } from './kill-truth.ts';
import { watchPoints } from './points.ts';
import { AT_AWS } from './points-key.ts';
import { wireSlack } from './points-slack.ts';

/** What became of one order whose bot died at a point. */
export interface Told {
  /** Whether the point was reached. */
  died: boolean;
  passed: string[];
  course: Course;
}

/**
 * Plays an order whose bot, in this process, is cut off at the point of this key: from then on the store, AWS and
 * Slack answer it nothing but errors, and nothing it still tries arrives. The next one takes over. Checks the end.
 */
export async function killInProcess(key: string | undefined): Promise<Told> {
  const stage = await openStage();
  const life = beginLife(key);
  const wire = await wireSlack(stage.env.SLACK_API_URL ?? '', life);
  stage.aws.on(({ operation }) => {
    if (operation === 'CreateInterconnect') life.notice(AT_AWS);
  });
  let buried = false;
  const bot = {
    isDead: () => life.isDead() && !buried,
    async revive() {
      buried = true;
      await startLater(stage, LEASES_MS);
    },
  };
  try {
    await stage.start({ SLACK_API_URL: wire.apiUrl }, (outside) => watchPoints(outside, life));
    await playOut(stage, bot);
    // The last points come after the last word.
    await untilQuiet(stage, bot.isDead);
    if (bot.isDead()) await bot.revive();
    return { died: life.isDead(), passed: life.passed, course: await checkOnce(stage) };
  } catch (error) {
    throw new Error(`Killed at "${key}": ${String(error)}\n${describe(stage)}`, { cause: error });
  } finally {
    await stage.stop();
    await wire.close();
    await stage.close();
  }
}
