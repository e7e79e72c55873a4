import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../src/interfaces/store.ts';
import { openStore } from '../../src/store/open.ts';
import { verifyTrails } from '../../src/tools/audit/verify-trails.ts';
import { seeded } from '../support/seeded.ts';
import { harm } from './support/chaos.ts';
import { createFleet, type Fleet, type FleetCounts } from './support/fleet.ts';
import { judge, type Verdict } from './support/judge.ts';
import { makeMischief, makeUp } from './support/mischief.ts';
import { type Doings, live } from './support/people.ts';
import { portsLive } from './support/ports.ts';
import { openTown, type Town } from './support/town.ts';

export interface SoakOptions {
  /** How long people click and things go wrong; milliseconds. What is left over then is waited for besides. */
  ms: number;
  seed: number;
  /** They go on after it until this holds, however busy the machine is. */
  enough?: (town: Town) => boolean;
  /** PostgreSQL's address; a SQLite file of its own without one. */
  databaseUrl?: string | undefined;
  /** Share of all calls that fail; processes are left alone where it is 0. */
  share?: number;
  /** Told how it goes, now and then. */
  say?: (line: string) => void;
  /** Called when all is at rest and judged, with what can be judged again. */
  examine?: (at: { town: Town; doings: Doings; judge: () => Promise<Verdict> }) => Promise<void>;
}

export interface SoakReport extends Verdict {
  counts: Record<string, number>;
}

/** Of all Slack's and AWS's calls, in mixed ways. */
const SHARE = 0.05;
const TWICE = 0.03;
const DROPPED = 0.005;
const QUIET_MS = 2_500;
const REST_MS = 180_000;
const SAY_EVERY_MS = 15_000;

/**
 * People order and decide, calls fail, processes are killed, stopped, restarted and rolled over. Then all is let
 * come to rest, and compared with what the audit says.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { ms, seed, databaseUrl, share = SHARE, enough = () => true, say = () => undefined } = options;
  const random = seeded(seed);
  const town = await openTown(databaseUrl);
  const fleet = createFleet(town.env, join(town.folder, 'bots.log'), town.clock.now);
  const began = performance.now();
  const over = () => performance.now() - began >= ms && enough(town);
  try {
    await fleet.start();
    if (share > 0) {
      town.slack.weather({ share, twice: TWICE, dropped: DROPPED, random });
      town.aws.weather({ share, random });
    }
    const talking = setInterval(() => say(oneLine(town, fleet, began)), SAY_EVERY_MS);
    const [doings, mischief] = await Promise.all([
      live(town, over, random),
      share > 0 ? makeMischief(town, fleet, over, random) : {},
      portsLive(town, over, random),
      share > 0 ? harm(town, fleet, over, random) : undefined,
    ]).finally(() => clearInterval(talking));
    const struck = strikes(town);
    town.slack.weather(undefined);
    town.aws.weather(undefined);
    makeUp(town, fleet);
    await fleet.restart();
    const store = await openStore({ url: town.env.DATABASE_URL ?? '', now: town.clock.now });
    try {
      await unfreeze(town, store);
      await comeToRest(fleet, store);
      const requests = requestsOf(town, doings);
      const judgeNow = () => judge(town, store, requests, doings, fleet.harms());
      const verdict = await judgeNow();
      // Whatever happened to whom: nobody has tampered with anything.
      await verifyTrails(store, async ({ chain, seq, what }) => {
        verdict.faults.push(`The audit of ${chain}, entry ${seq ?? 'none'}: ${what}`);
      });
      await options.examine?.({ town, doings, judge: judgeNow });
      return { ...verdict, counts: counted(town, fleet.counts, doings, verdict, { ...mischief, ...struck }) };
    } finally {
      await store.close();
    }
  } finally {
    fleet.abandon();
    await town.close();
  }
}

/** A freeze whose end was lost on the way is ended as people do: by the command, until it is taken. */
async function unfreeze({ leads, lobby }: Town, store: Store): Promise<void> {
  for (const until = performance.now() + REST_MS; performance.now() < until; await wait(200)) {
    if ((await store.read((at) => at.freeze.read())) === null) return;
    await leads[0]?.slash('/interconnect', 'unfreeze', lobby);
  }
  throw new Error('Ordering stays frozen.');
}

/** Until nothing is left to be done or told, and no process runs that could begin anything. */
async function comeToRest(fleet: Fleet, store: Store): Promise<void> {
  const until = performance.now() + REST_MS;
  const standing = async () => {
    const { requests, linesWaiting } = await store.counts();
    const busy = ['awaiting_approval', 'approved', 'placing', 'unsettled'].some((status) => requests[status]);
    return { busy: busy || linesWaiting > 0, text: JSON.stringify(requests) };
  };
  for (let quietSince = performance.now(), last = ''; ; ) {
    const { busy, text } = await standing();
    if (busy || text !== last) quietSince = performance.now();
    last = text;
    if (performance.now() - quietSince >= QUIET_MS) {
      await fleet.end();
      if (!(await standing()).busy) return;
      await fleet.start();
    }
    if (performance.now() > until) throw new Error(`It never comes to rest: ${text}`);
    await wait(200);
  }
}

/** Every request that anybody was told of. */
function requestsOf({ slack }: Town, doings: Doings): string[] {
  const ids = new Set(doings.sent);
  for (const { args } of slack.calls('chat.postMessage')) {
    const id = /"key":"(ic-\w+):/.exec(JSON.stringify(args.metadata ?? ''))?.[1];
    if (id) ids.add(id);
  }
  return [...ids];
}

function strikes({ slack, aws }: Town): Record<string, number> {
  const named = (where: string, struck: Record<string, number>) =>
    Object.entries(struck).map(([what, count]) => [`${where}: ${what}`, count] as const);
  return Object.fromEntries([...named('Slack', slack.struck()), ...named('AWS', aws.struck())]);
}

function counted(
  { slack, aws }: Town,
  fleet: FleetCounts,
  doings: Doings,
  { requests, lines, cards }: Verdict,
  struck: Record<string, number>,
): Record<string, number> {
  const creates = aws.calls('CreateInterconnect');
  return {
    requests,
    'clicks that were acked': doings.clicks.filter(({ acked }) => acked).length,
    'clicks that were not': doings.clicks.filter(({ acked }) => !acked).length,
    'forms given up while the bot or Slack was away': doings.givenUp,
    'messages compared': cards,
    'lines compared': lines,
    'calls to Slack': slack.calls().length,
    'CreateInterconnect calls': creates.length,
    ports: creates.filter(({ interconnectId }) => interconnectId).length,
    'processes started': fleet.started,
    'starts that faults spoiled': fleet.failedStarts,
    'processes killed': fleet.killed,
    'processes stopped and woken': fleet.stopped,
    'processes restarted': fleet.restarted,
    'processes rolled over': fleet.rolledOver,
    ...struck,
  };
}

function oneLine(town: Town, fleet: Fleet, began: number): string {
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const cards = town.slack.messages(town.approvals).length;
  const { killed, stopped, restarted, rolledOver } = fleet.counts;
  return `${minutes} min: ${cards} cards, ${killed} killed, ${stopped} stopped, ${restarted} restarted, ${rolledOver} rolled over`;
}
