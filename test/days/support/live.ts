import type { AwsFault } from '../../../sandbox/aws/types.ts';
import type { WebFault } from '../../../sandbox/workspace/types.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import type { Bot } from './bot.ts';
import { createFleet, type Fleet, type FleetLog } from './fleet.ts';
import type { Life, Span } from './life.ts';
import { press } from './people.ts';
import { type Outlook, settle } from './settle.ts';
import type { Town } from './town.ts';

/** How a life went, beside what was planned. Times as in Life. */
export interface Lived extends FleetLog {
  /** When the order was approved, epoch milliseconds: all times of the life count from there. */
  bornAt: number;
}

/** How far time jumps. */
export interface Pace {
  /** So many listings follow on whatever happens, unless it says more: time jumps to each. */
  closely: number;
  /** While nothing happens, and while somebody is away, so that what fails is tried again now and then; milliseconds. */
  strideMs: number;
  awayStrideMs: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** After so many days in a state something is told, or so long after the LOA. */
/** A port that came and went is stable once it stays as it is for so long. */
const STABLE_MS = HOUR;
const WAIT_DAYS = [1, 3, 5, 6, 7, 14, 28, 42, 56, 70, 84, 98];
const LOA_DAYS = [60, 80, 90];

const AWS_AWAY: readonly AwsFault[] = [
  { kind: 'reset' },
  { kind: 'html', status: 502 },
  { kind: 'error', name: 'DirectConnectServerException', status: 500 },
  { kind: 'error', name: 'ThrottlingException', status: 400 },
];
const SLACK_AWAY: readonly WebFault[] = [
  { kind: 'status', status: 503, when: 'before' },
  { kind: 'reset', when: 'before' },
  { kind: 'error', error: 'internal_error' },
];
/** The last answer before Slack goes is one that nobody hears. */
const UNHEARD: WebFault = { kind: 'reset', when: 'after' };

/** Lives a life to its end: time jumps to whatever is next, and stands while the bots do what is due. */
export async function live(
  town: Town,
  life: Life,
  store: Store,
  startOne: () => Promise<Bot>,
  pace: Pace,
  random: () => number,
): Promise<Lived> {
  const { clock } = town;
  let bornAt = clock.now();
  const fleet = createFleet(startOne, () => clock.now() - bornAt);
  try {
    await fleet.start(true);
    await town.order();
    bornAt = clock.now();
    for (const fault of life.letterFaults) town.aws.fault('DescribeLoa', fault);
    await liveOn({ town, life, store, fleet, bornAt, random }, pace);
    return { bornAt, ...fleet.log };
  } finally {
    await fleet.end();
  }
}

interface Living {
  town: Town;
  life: Life;
  store: Store;
  fleet: Fleet;
  bornAt: number;
  random: () => number;
}

/** From the order to the end. */
async function liveOn(
  { town, life, store, fleet, bornAt, random }: Living,
  { closely, strideMs, awayStrideMs }: Pace,
): Promise<void> {
  const { clock, slack, aws } = town;
  const age = () => clock.now() - bornAt;
  const isIn = (spans: readonly Span[]) => spans.some(({ from, until }) => from <= age() && age() < until);
  const isAnyoneAway = () => isIn(life.away.aws) || isIn(life.away.slack);
  /** What is planned next; epoch milliseconds. */
  let nextAt = Number.POSITIVE_INFINITY;
  /** What the store says is due next, as of the last rest. */
  let outlook: Outlook = {};
  const rest = async (bots: readonly Bot[]) => {
    outlook = await settle(bots, store, clock, { away: isAnyoneAway(), until: nextAt });
  };
  const weather = () => {
    aws.weather(isIn(life.away.aws) ? { share: 1, faults: AWS_AWAY, random } : undefined);
    const isAway = isIn(life.away.slack);
    if (isAway && slack.trouble().weather === undefined) slack.fault('chat.postMessage', UNHEARD);
    slack.weather(isAway ? { share: 1, faults: SLACK_AWAY, random } : undefined);
  };

  const changes = [...life.changes];
  const blows = [...life.blows];
  const presses = [...life.presses];
  const moments = momentsOf(life);
  /** How many listings are followed one by one from now on, and what the last change asks for. */
  let close = 0;
  let listings = closely;
  const plan = async () => {
    const all = [...moments, fleet.nextAt(), life.lastsMs].map((at) => bornAt + at);
    nextAt = Math.min(...[...all, ...(await timesOf(town, store))].filter((at) => at > clock.now()));
  };
  /** Milliseconds to what is due next, as far as it is waited for. */
  const nextStep = () => {
    const { follow = HOUR, port = HOUR, home: _, ...work } = outlook;
    // While somebody is away what waits for them is tried again now and then.
    const times = [isAnyoneAway() ? awayStrideMs : strideMs, ...(isAnyoneAway() ? [] : Object.values(work))];
    if (close > 0) times.push(follow, port);
    const inMs = Math.min(...times.filter((ms) => ms > 0));
    if (follow === inMs) close -= 1;
    return inMs;
  };
  await rest(fleet.awake());
  for (;;) {
    const isMoment = moments.has(age());
    await plan();
    weather();
    for (let next = changes[0]; next && next.at <= age(); next = changes[0]) {
      changes.shift();
      Object.assign(town.port(), next.sets);
      if (next.sets.interconnectState) aws.setState(town.port().interconnectId, next.sets.interconnectState);
      listings = next.listings ?? closely;
    }
    await fleet.wake(rest);
    for (let next = blows[0]; next && next.at <= age(); next = blows[0]) {
      blows.shift();
      await fleet.strike(next, !isIn(life.away.slack));
    }
    let wasStruck = false;
    do {
      const wasDown = fleet.awake().length === 0;
      await fleet.start(!isIn(life.away.slack));
      if (wasStruck || isMoment || (wasDown && fleet.awake().length > 0)) close = Math.max(close, listings);
      await rest(fleet.awake());
      wasStruck = await fleet.isStruck();
    } while (wasStruck);
    while (presses[0] && presses[0].at <= age()) {
      const { what } = presses.shift() ?? presses[0];
      const isHeard = fleet.awake().length > 0 && !fleet.isArmed() && !isIn(life.away.slack);
      if (isHeard && (await press(town, what))) fleet.count(what);
      await rest(fleet.awake());
    }
    if (age() >= life.lastsMs) break;
    clock.moveTo(Math.min(clock.now() + nextStep(), nextAt));
  }
}

/** When something happens by plan. */
function momentsOf({ changes, blows, presses, away }: Life): Set<number> {
  const edges = [...away.aws, ...away.slack].flatMap(({ from, until }) => [from, until]);
  return new Set([
    ...changes.map(({ at }) => at),
    ...blows.map(({ at }) => at),
    ...presses.map(({ at }) => at),
    ...edges,
  ]);
}

/** When time alone has something to say of the port as it is; epoch milliseconds. */
async function timesOf(town: Town, store: Store): Promise<number[]> {
  const since = (await store.read((at) => at.ports.of(town.requestId())))?.stateSince ?? 0;
  const issuedAt = town.port().loaIssueTime ?? 0;
  return [
    since + STABLE_MS,
    ...WAIT_DAYS.map((days) => since + days * DAY),
    ...LOA_DAYS.map((days) => issuedAt + days * DAY),
  ];
}
