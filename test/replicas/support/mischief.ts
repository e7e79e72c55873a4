import { setTimeout as wait } from 'node:timers/promises';
import type { Replica, Replicas } from './replicas.ts';
import { type Rig, SPEED } from './rig.ts';
import { failedOver, fullPool, readOnly, stopped } from './trouble.ts';

const SECOND = 1_000;
/** Longer than a lease of fifteen seconds on the town's clock. */
const BEYOND_A_LEASE_MS = (20 * SECOND) / SPEED;
/** Until somebody approves, and the bot that orders comes to the point. */
const IN_TIME_MS = 15 * SECOND;

/** Around the call: where the bot that orders dies, in its order. */
const WINDOW = [
  'before commit of placing + attempt',
  'after commit of placing + attempt',
  'before CreateInterconnect',
  'at AWS',
  'after CreateInterconnect',
  'before commit of outcome + port + ordered + release',
  'after commit of outcome + port + ordered + release',
] as const;

/** Under which name those are counted. */
const IN_THE_WINDOW = 'kills in the window around the call';

/** How often each thing was done. */
export type Counts = Record<string, number>;

/** Deeds by their names; `counts` goes up by one with each that came off. */
export function deedsOn(rig: Rig, counts: Counts, random: () => number): Record<string, () => Promise<void>> {
  const { replicas, cluster, town } = rig;
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const anyOne = (): Replica => {
    const all = replicas.running();
    const one = all[Math.floor(random() * all.length)];
    if (!one) throw new Error('No bot runs.');
    return one;
  };
  const gap = () => wait(SECOND * (0.3 + random()));
  const deeds: Record<string, () => Promise<void>> = {
    async kill() {
      await replicas.kill(anyOne());
      count('kills');
      await replicas.start();
    },
    async pause() {
      await replicas.pause(anyOne(), BEYOND_A_LEASE_MS);
      count('stops longer than a lease');
    },
    async roll() {
      for (const old of [...replicas.running()]) {
        // It has died meanwhile.
        if (!replicas.running().includes(old)) continue;
        await replicas.start();
        await replicas.end(old);
      }
      count('rolling restarts');
    },
    async away() {
      await stopped(cluster, gap);
      count('databases stopped and started');
    },
    async failover() {
      await failedOver(cluster, gap);
      count('failovers');
    },
    async full() {
      await fullPool(cluster, gap);
      count('full pools');
    },
    async readOnly() {
      await readOnly(cluster, gap);
      count('read-only databases');
    },
  };
  if (!rig.balancer) {
    deeds.sockets = async () => {
      town.slack.refreshSockets();
      count('connections renewed by Slack');
    };
  }
  return deeds;
}

/** The bot that comes to this point dies there; more than one where several do at once. */
function killedAt(rig: Rig, point: string, ms: number): Promise<Replica[]> {
  if (point === 'at AWS') return killedAtAws(rig, ms);
  return rig.replicas.dieAt(point, ms);
}

/** Sent before AWS writes a byte of its answer. */
async function killedAtAws({ replicas, town }: Rig, ms: number): Promise<Replica[]> {
  const called = Promise.withResolvers<Replica | undefined>();
  let kill: Promise<unknown> | undefined;
  const off = town.aws.on(({ operation, accessKeyId }) => {
    if (operation !== 'CreateInterconnect' || kill) return;
    const one = replicas.running().find((each) => each.accessKeyId === accessKeyId);
    if (!one) return;
    kill = replicas.kill(one);
    called.resolve(one);
  });
  const dead = await Promise.race([called.promise, wait(ms, undefined, { ref: false })]);
  off();
  await kill;
  return dead ? [dead] : [];
}

/** Whoever orders dies around the call, at one point after the other, and another bot starts; so often. */
export async function killAround(rig: Rig, counts: Counts, times: number): Promise<void> {
  for (let at = 0; (counts[IN_THE_WINDOW] ?? 0) < times; at++) {
    const point = WINDOW[at % WINDOW.length] ?? WINDOW[0];
    for (const _ of await killedAt(rig, point, IN_TIME_MS)) {
      for (const what of ['kills', IN_THE_WINDOW, `  ${point}`]) counts[what] = (counts[what] ?? 0) + 1;
      await rig.replicas.start();
    }
  }
}

/** One thing after the other in this order, each once, and again until it is over. */
export async function makeMischief(
  deeds: Readonly<Record<string, () => Promise<void>>>,
  order: readonly string[],
  over: () => boolean,
): Promise<void> {
  for (let at = 0; at < order.length || !over(); at++) {
    await wait(SECOND / 2);
    await deeds[order[at % Math.max(1, order.length)] ?? '']?.();
  }
}

/** The version that comes next takes over from all that run, one after the other. */
export async function upgrade(
  replicas: Replicas,
  onMixed: (next: Replica) => Promise<unknown>,
): Promise<void> {
  const old = [...replicas.running()];
  await onMixed(await replicas.start('next'));
  for (const one of old) {
    await replicas.end(one);
    if (replicas.running().length < old.length) await replicas.start('next');
  }
}
