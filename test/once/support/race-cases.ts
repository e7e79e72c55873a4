import { WAIT_MS } from '../../support/stage.ts';
import { AT_AWS } from './points-key.ts';
import type { Pair, Sleep } from './race-stopped.ts';

const WINDOW_MS = 1_201_000;

const CLAIMED = 'after commit of claim #1';
const LOOKED = 'after credentials #1';
/** The card is about to be redrawn as approved. */
const REDRAWING = 'after commit of channel claim #1';
const COMMITTED = 'after commit of placing + attempt #1';
const ANSWERED = 'after CreateInterconnect #1';

/** Told only if the first looks find nothing; ahead of all else then. */
export const LOST = /^AWS's answer was lost \(INTERRUPTED\)/;
const FOUND = /^Found dxcon-\w+ by this order's tag: .*dxcon-\w+ is requested\./s;
const ASKED = /^No port found after \d+ minutes/;
const AGAIN = /^Lee asked to order again/;
const STRAY = /^A second port: dxcon-\w+ bears this order's tag too, beside dxcon-\w+\. Both are billed/;
const ORDERED = [/^dxcon-\w+ is requested\./];

/** A bot falls asleep in the middle of an order, another takes over, the first wakes up. */
export interface Case {
  name: string;
  sleep: Omit<Sleep, 'url'>;
  /** In the short suite too. */
  quick: boolean;
  /** What happens from when the other bot has started. */
  course(pair: Pair): Promise<unknown>;
  /** Calls at AWS: as many as there were authorisations, or fewer. */
  calls: number;
  /** All that the thread may say in the end, but for `LOST`. */
  threads: RegExp[][];
}

async function ordered({ status, line }: Pair): Promise<void> {
  await status('Ordered: ');
  await line('is requested');
}

/** The window ends without a port, and people order again. */
async function orderedAgain(pair: Pair): Promise<void> {
  await pair.status('Outcome unknown');
  pair.travel(WINDOW_MS);
  await pair.status('Needs a decision');
  await pair.press('Order again', 'Ordered: ');
  await ordered(pair);
}

async function taken(pair: Pair): Promise<void> {
  await ordered(pair);
  await pair.wake();
}

async function answeredLate(pair: Pair): Promise<void> {
  await pair.status('Outcome unknown');
  await pair.wake();
  await ordered(pair);
}

export const CASES: Case[] = [
  {
    name: 'after its claim: the other orders, and it finds that port',
    sleep: { at: CLAIMED },
    quick: true,
    course: taken,
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: 'after its pre-flight: the other orders, and it may no longer',
    sleep: { at: LOOKED },
    quick: false,
    course: taken,
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: 'after its pre-flight, awake while the other looks: only the other may send',
    // Longer than a start waits for its first look: the other still looks when it is up.
    sleep: { at: LOOKED, slowAfter: { DescribeInterconnects: 4_000 } },
    quick: true,
    async course(pair) {
      await pair.wake('LEASE_LOST');
      await ordered(pair);
      if (pair.sleeper.hasPassed('before CreateInterconnect'))
        throw new Error('It sent what was not its own.');
    },
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: "after its pre-flight, awake in the middle of the other's call: it leaves that call alone",
    sleep: { at: LOOKED, slowAfter: { CreateInterconnect: 1_000 } },
    quick: false,
    async course(pair) {
      const { aws } = pair.stage;
      await aws.until("the other's call", () => aws.calls('CreateInterconnect').length > 0, WAIT_MS);
      await pair.wake();
      await ordered(pair);
    },
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: 'before it redraws the card: its old words do not stay',
    // Its order is still being looked up then.
    sleep: { at: REDRAWING, slowBefore: { DescribeInterconnects: 1_000 } },
    quick: true,
    async course(pair) {
      const { stage } = pair;
      await ordered(pair);
      const drawn = stage.slack.calls('chat.update').length;
      await pair.wake();
      await stage.slack.until('the old words', () => stage.slack.calls('chat.update').length > drawn);
      await pair.status('Ordered: ');
    },
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: "after the attempt's commit, awake before its deadline: its call is the one, and its answer is told",
    sleep: { at: COMMITTED },
    quick: false,
    course: answeredLate,
    calls: 1,
    threads: [ORDERED, [FOUND]],
  },
  {
    name: "after the attempt's commit, awake after its deadline: its call never leaves",
    sleep: { at: COMMITTED, deadlineSeconds: 1 },
    quick: true,
    async course(pair) {
      await pair.status('Outcome unknown');
      await pair.deadline();
      await pair.wake();
      await orderedAgain(pair);
    },
    calls: 1,
    threads: [[ASKED, AGAIN, ...ORDERED]],
  },
  {
    name: "after the attempt's commit, awake when people have ordered again: its call never leaves",
    sleep: { at: COMMITTED, deadlineSeconds: 1 },
    quick: false,
    async course(pair) {
      await orderedAgain(pair);
      await pair.deadline();
      await pair.wake();
    },
    calls: 1,
    threads: [[ASKED, AGAIN, ...ORDERED]],
  },
  {
    name: 'in the call: the other finds the port, and the answer adds nothing',
    sleep: { at: AT_AWS },
    quick: true,
    course: taken,
    calls: 1,
    threads: [[FOUND]],
  },
  {
    name: 'in the call, with a port that AWS does not show yet: the late answer tells it',
    sleep: { at: AT_AWS, visible: false },
    quick: false,
    course: answeredLate,
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: 'after the answer: the other finds the port, and the answer adds nothing',
    sleep: { at: ANSWERED },
    quick: false,
    course: taken,
    calls: 1,
    threads: [[FOUND]],
  },
  {
    name: 'after the answer, with a port that AWS does not show yet: the late answer tells it',
    sleep: { at: ANSWERED, visible: false },
    quick: true,
    course: answeredLate,
    calls: 1,
    threads: [ORDERED],
  },
  {
    name: 'after the answer, awake when people have ordered again: the second port is announced once',
    sleep: { at: ANSWERED, visible: false },
    quick: false,
    async course(pair) {
      await orderedAgain(pair);
      await pair.wake();
      await pair.line('A second port');
    },
    calls: 2,
    threads: [[ASKED, AGAIN, ...ORDERED, STRAY]],
  },
];
