import { openStage, type Stage } from '../../support/stage.ts';
import { type Child, startChild } from './kill-child.ts';
import { beginLife } from './kill-life.ts';
import { describe, LEASES_MS, playOut, startLater } from './kill-story.ts';
import { type Course, checkOnce } from './kill-truth.ts';
import { AT_AWS, isOnTheWire } from './points-key.ts';
import { wireSlack } from './points-slack.ts';

/** When a process is killed: at a point, or so many milliseconds after the form was sent. */
export type Moment = { point: string } | { afterMs: number };

export interface Killed {
  /** False where the story was over first; the process was killed then. */
  inTime: boolean;
  course: Course;
  /** From the form's being sent to the story's end. */
  ms: number;
}

/**
 * Plays an order whose bot is a process of its own and gets a SIGKILL at a moment; another, whose clock is beyond
 * the dead one's leases, takes over. Checks the end.
 */
export async function killBySignal(moment: Moment): Promise<Killed> {
  const stage = await openStage();
  const point = 'point' in moment ? moment.point : undefined;
  const wired = point !== undefined && isOnTheWire(point);
  let child: Child | undefined;
  // Sent before the other side writes a byte of its answer.
  const life = beginLife(wired ? point : undefined, () => child?.process.kill('SIGKILL'));
  const wire = await wireSlack(stage.env.SLACK_API_URL ?? '', life);
  let sentAt = 0;
  let timer: NodeJS.Timeout | undefined;
  stage.aws.on(({ operation }) => {
    if (operation === 'CreateInterconnect') life.notice(AT_AWS);
  });
  stage.slack.on(({ kind }) => {
    if (kind !== 'submit' || sentAt > 0) return;
    sentAt = performance.now();
    life.notice('submission');
    if ('afterMs' in moment) timer = setTimeout(() => child?.process.kill('SIGKILL'), moment.afterMs);
  });
  try {
    child = await startChild(
      { ...stage.env, SLACK_API_URL: wire.apiUrl },
      wired || point === undefined ? {} : { point },
    );
    const inTime = await liveOn(stage, child);
    const ms = performance.now() - sentAt;
    return { inTime, ms, course: await checkOnce(stage) };
  } catch (error) {
    const when = JSON.stringify(moment);
    throw new Error(`Killed at ${when}: ${String(error)}\n${describe(stage)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    await child?.end();
    await stage.stop();
    await wire.close();
    await stage.close();
  }
}

/** Plays the story to its end; if the child is still alive then, it is killed all the same. */
async function liveOn(stage: Stage, child: Child): Promise<boolean> {
  let buried = false;
  const revive = async () => {
    buried = true;
    await child.end();
    await startLater(stage, LEASES_MS);
  };
  await playOut(stage, { isDead: () => child.hasEnded() && !buried, revive });
  const inTime = buried;
  if (!buried) await revive();
  return inTime;
}
