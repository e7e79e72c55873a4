import type { Store } from '../../../src/interfaces/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { buttonsOf } from '../../support/shown.ts';
import { openStage, type Stage, WAIT_MS } from '../../support/stage.ts';
import { type Child, startChild } from './kill-child.ts';
import { LEASES_MS } from './kill-story.ts';
import { untilQuiet } from './kill-truth.ts';
import { AT_AWS } from './points-key.ts';
import { sharedClock } from './race-clock.ts';

/** How often someone presses again a button whose click was lost: Slack gives half of them to the sleeping process. */
const PRESS_AGAIN_MS = 200;

/** Two bots on one store and one clock: one sleeps in the middle of an order, until long after its leases. */
export interface Pair {
  stage: Stage;
  sleeper: Child;
  /** Resolves when the card's first words are these. */
  status(text: string): Promise<void>;
  /** Resolves when the thread says something with these words. */
  line(text: string): Promise<unknown>;
  /** Moves the bots' clock, but not the one that counts the time of a call. */
  travel(ms: number): void;
  /** Presses a button of the card until it has come to something. */
  press(button: string, until: string): Promise<void>;
  /** The sleeper's own deadline for its call has passed, on the clock that it goes by. */
  deadline(): Promise<void>;
  /** Resolves when everything there is to tell has been told. */
  quiet(): Promise<void>;
  /** Wakes the sleeper, and resolves when it has passed such a point: when it has put its order away. */
  wake(until?: string | RegExp): Promise<void>;
}

/** Where the first bot falls asleep, and what the world is like. */
export interface Sleep {
  /** A point's key, counted from when Lee approves. */
  at: string;
  url: string;
  /** Whether AWS shows the port that a call made; else it does so long after the test. */
  visible?: boolean;
  /** The sleeper's; the other's is long. */
  deadlineSeconds?: number;
  /** How slow AWS is, by operation, until the first bot sleeps; milliseconds. */
  slowBefore?: Record<string, number>;
  /** How slow it is to the other bot. */
  slowAfter?: Record<string, number>;
}

const NEVER_MS = 1_000_000_000;
/** A request was given back, alone or with the last write about it. */
const GAVE_BACK: string | RegExp = /Passed after commit of (.* \+ )?release/;
const SLOW_TIMES = 1_000;

/** Lets a bot come to a point with an approved order and fall asleep there; then another bot starts. */
export async function withSleeper(
  { at, url, visible = true, deadlineSeconds = 20, slowBefore = {}, slowAfter = {} }: Sleep,
  run: (pair: Pair) => Promise<void>,
): Promise<void> {
  const stage = await openStage();
  let sleeper: Child | undefined;
  let store: Store | undefined;
  const clock = sharedClock();
  try {
    if (!visible) stage.aws.setVisibilityDelay(NEVER_MS);
    const inCall = at === AT_AWS;
    const child = await startChild(
      {
        ...stage.env,
        DATABASE_URL: url,
        CREATE_DEADLINE_SECONDS: String(deadlineSeconds),
        ONCE_CLOCK: clock.path,
      },
      { point: at, from: 'vote + approved', signal: 'SIGSTOP' },
    );
    sleeper = child;
    if (inCall) stage.aws.on(({ operation }) => operation === 'CreateInterconnect' && child.signalSoon());
    await stage.order();
    await stage.slack.until('the direct message', () => stage.dm(stage.cast.erin)[0], WAIT_MS);
    // A call's answer waits until the process that asked is asleep.
    slowDown(stage, inCall ? { CreateInterconnect: 300 } : slowBefore);
    await stage.cast.lee.press(stage.card(), 'Approve');
    await stage.slack.until(`asleep ${at}`, () => child.isAtPoint(), WAIT_MS);
    const asleepAt = performance.now();

    clock.travel(LEASES_MS);
    stage.aws.clearFaults();
    slowDown(stage, slowAfter);
    const other = await openStore({ url, now: clock.now });
    store = other;
    await stage.start({ DATABASE_URL: url }, (outside) => ({ ...outside, store: other, now: clock.now }));
    stage.leaves('what the sleeper has under its lease when it is killed at the end');
    const card = () => stage.slack.messages(stage.approvals)[0];
    const status = async (text: string) => {
      await stage.slack.until(text, () => stage.cardStatus().startsWith(text), WAIT_MS);
    };
    await run({
      stage,
      sleeper: child,
      status,
      line: (text) =>
        stage.slack.until(text, () => stage.thread().some((said) => said.includes(text)), WAIT_MS),
      travel: clock.travel,
      async press(button, until) {
        const press = () => {
          const shown = card();
          if (shown && buttonsOf(shown).includes(button))
            void stage.cast.lee.press(shown, button).catch(() => undefined);
        };
        press();
        const again = setInterval(press, PRESS_AGAIN_MS);
        try {
          await status(until);
        } finally {
          clearInterval(again);
        }
      },
      async deadline() {
        const passed = () => performance.now() > asleepAt + deadlineSeconds * 1_000;
        await stage.slack.until('the deadline', passed, deadlineSeconds * 1_000 + WAIT_MS);
      },
      quiet: () => untilQuiet(stage),
      async wake(until = GAVE_BACK) {
        child.wake();
        await stage.slack.until('the sleeper to be done', () => child.hasPassed(until), WAIT_MS);
      },
    });
  } finally {
    await sleeper?.end();
    await stage.stop();
    await store?.close();
    await stage.close();
    clock.remove();
  }
}

function slowDown({ aws }: Stage, operations: Record<string, number>): void {
  for (const [operation, ms] of Object.entries(operations)) {
    aws.fault(operation, { kind: 'slow', ms }, SLOW_TIMES);
  }
}
