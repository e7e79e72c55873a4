import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../../src/interfaces/store.ts';
import { judge, type Verdict } from '../../soak/support/judge.ts';
import type { Doings } from '../../soak/support/people.ts';
import { type Rig, SPEED } from './rig.ts';
import { hearWitness, type Testimony } from './witness.ts';

/** For what is told in private after the ack, by the town's clock; a busy machine takes its time. */
const ANSWER_MS = 40_000;
/** Longer than a port stays as it is at AWS until somebody has looked again, by the wall's clock. */
const QUIET_MS = 6_000;
const REST_MS = 300_000;
/** Slack's patience, and what a busy machine adds to it, by the town's clock. */
const OVERLAP_MS = 15_000;
const WAITING = ['awaiting_approval', 'approved', 'placing', 'unsettled'];

/** Until nothing is left to be done or told, and no port moves; requests that nobody decided have expired. */
export async function comeToRest(store: Store): Promise<void> {
  const until = performance.now() + REST_MS;
  for (let since = performance.now(), last = ''; ; await wait(200)) {
    const { requests, ports, linesWaiting } = await store.counts();
    const text = JSON.stringify([requests, ports]);
    if (WAITING.some((status) => requests[status]) || linesWaiting > 0 || text !== last)
      since = performance.now();
    last = text;
    if (performance.now() - since >= QUIET_MS) return;
    if (performance.now() > until) throw new Error(`It never comes to rest: ${text}, ${linesWaiting} lines`);
  }
}

/** All that was found, in words where it is wrong. */
export interface Found {
  verdict: Verdict;
  testimony: Testimony;
  clicks: { all: number; acked: number; warned: number; slowestMs: number };
  ports: { approvals: number; ports: number; calls: number };
  faults: string[];
}

/** Judges everything: Slack against the audit, the clicks, AWS's calls by tag, the leases, and that nothing is left. */
export async function judgeAll(rig: Rig, store: Store, doings: Doings): Promise<Found> {
  const { town, replicas, cluster } = rig;
  const ids = requestsOf(rig, doings);
  const verdict = await judge(town, store, ids, doings, replicas.harms(), ANSWER_MS);
  const testimony = await hearWitness(cluster);
  const clicks = judgeClicks(rig, doings);
  const ports = await countPorts(rig, store, ids);
  const left = await cluster.sql(`select name from duties where name like 'following:%' and lease_until > 0`);
  return {
    verdict,
    testimony,
    clicks,
    ports,
    faults: [
      ...verdict.faults,
      ...testimony.faults,
      ...clicks.faults,
      ...ports.faults,
      ...replicas.surprises(),
      ...left.map(({ name }) => `${String(name)} is still held by nobody that runs.`),
    ],
  };
}

/** Every request that anybody was told of. */
function requestsOf({ town: { slack } }: Rig, doings: Doings): string[] {
  const ids = new Set(doings.sent);
  for (const { args } of slack.calls('chat.postMessage')) {
    const id = /"key":"(ic-\w+):/.exec(JSON.stringify(args.metadata ?? ''))?.[1];
    if (id) ids.add(id);
  }
  return [...ids];
}

/** A click stays without an answer only where the bot that it was given to was killed, or stood still. */
function judgeClicks({ replicas }: Rig, { clicks }: Doings) {
  const warned = clicks.filter(({ acked }) => !acked);
  const harmed = ({ from, until }: { from: number; until: number }) =>
    replicas.harms().some(([start, end]) => start <= until + OVERLAP_MS && end >= from - OVERLAP_MS);
  const faults = warned
    .filter((click) => !harmed(click))
    .map(({ requestId, what, who }) => `${requestId}: ${what} of ${who} was not answered.`);
  const acked = clicks.filter((click) => click.acked);
  const slowestMs = Math.max(0, ...acked.map(({ from, until }) => (until - from) / SPEED));
  return { all: clicks.length, acked: acked.length, warned: warned.length, slowestMs, faults };
}

/** As many ports as approvals, and people's orders to order again; by the tags that AWS got. */
async function countPorts({ town: { aws } }: Rig, store: Store, ids: readonly string[]) {
  const calls = aws.calls('CreateInterconnect');
  const faults: string[] = [];
  let approvals = 0;
  for (const id of ids) {
    const trail = await store.read((at) => at.audit.trail(id));
    const approved = trail.some(({ event }) => event === 'attempt_committed') ? 1 : 0;
    const again = trail.filter(({ event }) => event === 'ordered_again').length;
    const sent = calls.filter(({ input }) => JSON.stringify(input).includes(id)).length;
    approvals += approved;
    if (sent > approved + again) faults.push(`${id}: ${sent} calls for ${approved + again} approvals.`);
  }
  return {
    approvals,
    ports: calls.filter(({ interconnectId }) => interconnectId !== undefined).length,
    calls: calls.length,
    faults,
  };
}
