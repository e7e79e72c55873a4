import type { AwsFault } from '../../../sandbox/aws/types.ts';
import type { WebFault } from '../../../sandbox/workspace/types.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import type { Bot } from './bot.ts';
import type { Blow, Change, Life, Span } from './life.ts';
import { settle } from './settle.ts';
import type { Town } from './town.ts';

/** How a life went, beside what was planned. Times as in Life. */
export interface Lived {
  /** When the order was approved, epoch milliseconds: all times of the life count from there. */
  bornAt: number;
  /** While no process was awake. */
  down: Span[];
  /** When a process was killed or fell asleep, whatever it had in its hands. */
  struck: number[];
  /** How often what was done to processes. */
  done: Record<string, number>;
}

/** How far time jumps. */
export interface Pace {
  pollMs: number;
  /** So many listings follow one by one on whatever happens, unless it says more. */
  closely: number;
  /** While nothing happens. */
  strideMs: number;
}

const AWS_AWAY: readonly AwsFault[] = [
  { kind: 'reset' },
  { kind: 'html', status: 502 },
  { kind: 'error', name: 'DirectConnectServerException', status: 500 },
];
const SLACK_AWAY: readonly WebFault[] = [
  { kind: 'status', status: 503, when: 'before' },
  { kind: 'reset', when: 'before' },
  { kind: 'error', error: 'internal_error' },
];
/** While somebody is away what fails is tried again now and then. */
const AWAY_STRIDE_MS = 3_600_000;
/** The last answer before Slack goes is one that nobody hears. */
const UNHEARD: WebFault = { kind: 'reset', when: 'after' };

/** Lives a life to its end: time jumps to whatever is next, and stands while the bots do what is due. */
export async function live(
  town: Town,
  life: Life,
  store: Store,
  start: () => Promise<Bot>,
  { pollMs, closely, strideMs }: Pace,
  random: () => number,
): Promise<Lived> {
  const { clock, slack, aws } = town;
  const lived: Lived = { bornAt: 0, down: [], struck: [], done: {} };
  let awake: Bot | undefined = await start();
  const sleepers: { bot: Bot; wakesAt: number }[] = [];
  let armed: Blow | undefined;
  let downSince: number | undefined;
  let closeUntil = 0;
  let listings = closely;
  let startsAt = Number.POSITIVE_INFINITY;
  await town.order();
  lived.bornAt = clock.now();
  const age = () => clock.now() - lived.bornAt;
  const count = (what: string) => {
    lived.done[what] = (lived.done[what] ?? 0) + 1;
  };
  const isAway = (spans: readonly Span[]) => spans.some(({ from, until }) => from <= age() && age() < until);
  const isStill = () => isAway(life.away.aws) || isAway(life.away.slack);
  const rest = (bots: readonly Bot[] = awake ? [awake] : []) => settle(bots, store, clock, isStill());

  /** From now on listings follow one by one for a while. */
  const keepClose = () => {
    closeUntil = Math.max(closeUntil, age() + listings * pollMs);
  };
  const begin = async () => {
    awake = await start();
    if (downSince !== undefined) lived.down.push({ from: downSince, until: age() });
    downSince = undefined;
    startsAt = Number.POSITIVE_INFINITY;
    armed = undefined;
    keepClose();
  };
  const end = (forMs: number) => {
    awake = undefined;
    armed = undefined;
    downSince = age();
    startsAt = age() + forMs;
  };
  /** What became of a blow that was to strike later. */
  const look = async () => {
    if (!awake || !armed || !(await awake.isStruck())) return false;
    count(armed.what);
    lived.struck.push(age());
    const { what, forMs } = armed;
    const bot = awake;
    end(0);
    if (what === 'sleep') sleepers.push({ bot, wakesAt: age() + forMs });
    else {
      await bot.kill();
      startsAt += forMs;
    }
    return true;
  };
  const strike = async (blow: Blow) => {
    if (!awake) return;
    if (blow.what === 'kill' || blow.what === 'sleep') {
      await awake.after(blow.calls, blow.what);
      armed = blow;
      return;
    }
    const old = awake;
    if (blow.what === 'roll_over') {
      if (isAway(life.away.slack)) return;
      await begin();
    } else end(blow.forMs);
    await old.stop();
    count(blow.what);
  };
  const wake = async () => {
    for (const sleeper of sleepers.filter(({ wakesAt }) => wakesAt <= age())) {
      sleepers.splice(sleepers.indexOf(sleeper), 1);
      await sleeper.bot.wake();
      await rest(awake ? [sleeper.bot, awake] : [sleeper.bot]);
      await sleeper.bot.stop();
    }
  };
  const weather = () => {
    aws.weather(isAway(life.away.aws) ? { share: 1, faults: AWS_AWAY, random } : undefined);
    const isSlackAway = isAway(life.away.slack);
    if (isSlackAway && slack.trouble().weather === undefined) slack.fault('chat.postMessage', UNHEARD);
    slack.weather(isSlackAway ? { share: 1, faults: SLACK_AWAY, random } : undefined);
  };

  const changes: Change[] = [...life.changes];
  const blows: Blow[] = [...life.blows];
  const moments = [
    ...changes.map(({ at }) => at),
    ...blows.map(({ at }) => at),
    ...[...life.away.aws, ...life.away.slack].flatMap(({ from, until }) => [from, until]),
  ].toSorted((one, other) => one - other);
  await rest();
  for (;;) {
    weather();
    for (let next = changes[0]; next && next.at <= age(); next = changes[0]) {
      Object.assign(town.port(), changes.shift()?.sets);
      if (next.sets.interconnectState) aws.setState(town.port().interconnectId, next.sets.interconnectState);
      listings = next.listings ?? closely;
    }
    await wake();
    for (let next = blows[0]; next && next.at <= age(); next = blows[0]) await strike(blows.shift() ?? next);
    for (;;) {
      if (!awake && startsAt <= age() && !isAway(life.away.slack)) await begin();
      await rest();
      if (!(await look())) break;
    }
    if (moments.includes(age())) keepClose();
    if (age() >= life.lastsMs) break;
    const next = Math.min(
      moments.find((at) => at > age()) ?? life.lastsMs,
      ...[startsAt, ...sleepers.map(({ wakesAt }) => wakesAt)].filter((at) => at > age()),
      age() + (age() < closeUntil ? pollMs : isStill() ? Math.min(strideMs, AWAY_STRIDE_MS) : strideMs),
    );
    clock.moveTo(lived.bornAt + next);
  }
  for (const { bot } of sleepers) await bot.kill();
  await awake?.stop();
  return lived;
}
