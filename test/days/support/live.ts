import type { AwsFault } from '../../../sandbox/aws/types.ts';
import type { WebFault } from '../../../sandbox/workspace/types.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import type { Bot } from './bot.ts';
import { createFleet, type FleetLog } from './fleet.ts';
import type { Life, Span } from './life.ts';
import { settle } from './settle.ts';
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
  { closely, strideMs, awayStrideMs }: Pace,
  random: () => number,
): Promise<Lived> {
  const { clock, slack, aws } = town;
  let bornAt = clock.now();
  const age = () => clock.now() - bornAt;
  const fleet = createFleet(startOne, age);
  await fleet.start(true);
  await town.order();
  bornAt = clock.now();

  const isIn = (spans: readonly Span[]) => spans.some(({ from, until }) => from <= age() && age() < until);
  const isAnyoneAway = () => isIn(life.away.aws) || isIn(life.away.slack);
  const rest = (bots: readonly Bot[]) => settle(bots, store, clock, isAnyoneAway());
  const weather = () => {
    aws.weather(isIn(life.away.aws) ? { share: 1, faults: AWS_AWAY, random } : undefined);
    const isAway = isIn(life.away.slack);
    if (isAway && slack.trouble().weather === undefined) slack.fault('chat.postMessage', UNHEARD);
    slack.weather(isAway ? { share: 1, faults: SLACK_AWAY, random } : undefined);
  };

  const changes = [...life.changes];
  const blows = [...life.blows];
  const moments = momentsOf(life);
  /** How many listings are followed one by one from now on, and what the last change asks for. */
  let close = 0;
  let listings = closely;
  await rest(fleet.awake());
  for (;;) {
    const isMoment = moments.has(age());
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
    if (age() >= life.lastsMs) break;
    const soon = close > 0 ? await store.read((at) => at.dueWithin(HOUR)) : {};
    const nextDue = fleet.awake().length > 0 ? Math.min(...Object.values(soon)) : Number.POSITIVE_INFINITY;
    // What is due in spite of the rest waits for somebody who is away.
    const inMs = Math.min(nextDue > 0 ? nextDue : HOUR, isAnyoneAway() ? awayStrideMs : strideMs);
    if (soon.follow === inMs) close -= 1;
    const planned = [...moments, fleet.nextAt(), life.lastsMs].filter((at) => at > age());
    clock.moveTo(bornAt + Math.min(age() + inMs, ...planned));
  }
  await fleet.end();
  return { bornAt, ...fleet.log };
}

/** When something happens by plan. */
function momentsOf({ changes, blows, away }: Life): Set<number> {
  const edges = [...away.aws, ...away.slack].flatMap(({ from, until }) => [from, until]);
  return new Set([...changes.map(({ at }) => at), ...blows.map(({ at }) => at), ...edges]);
}
