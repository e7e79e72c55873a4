import type { DeliverDeps } from '../../../../src/actions/delivering/deliver.ts';
import type { FollowDeps } from '../../../../src/actions/following/follow.ts';
import type { place } from '../../../../src/actions/placing/place.ts';
import { ALARM_TIMES } from '../../../../src/domain/port/alarm-times.ts';
import { LeaseLostError, OutcomeLostError } from '../../../../src/interfaces/errors.ts';
import { NOTHING_READ } from '../../../actions/support/outside.ts';
import { Gate } from './gate.ts';
import { wrapAws, wrapSlack, wrapStore } from './ports.ts';
import { account, monotonic, SETTLE_WINDOW_MS, type World } from './world.ts';

/** How a process fares: it may be killed or stopped at its n-th crossing to the store, to AWS or to Slack. */
export type Fate = { kind: 'lives' } | { kind: 'dies' | 'sleeps'; at: number };
export const LIVES: Fate = { kind: 'lives' };

/** What actions and workers of one process are given. */
export type Ports = Parameters<typeof place>[0] & DeliverDeps & FollowDeps;

/** Runs an action in a process of its own; returns when it is done, dead or asleep. */
export async function inProcess(
  world: World,
  fate: Fate,
  action: (ports: Ports) => Promise<unknown>,
): Promise<void> {
  const gate = new Gate(fate.kind === 'lives' ? Number.POSITIVE_INFINITY : fate.at);
  const done = action(startProcess(world, gate)).then(
    () => undefined,
    (error: unknown) => {
      if (!isLostRace(error)) throw error;
    },
  );
  await Promise.race([done, gate.still]);
  if (gate.closed && fate.kind === 'sleeps') {
    world.asleep.push(() => {
      gate.open();
      return done;
    });
  }
}

const POLL_MS = 60_000;

/** Wrapped anew for each process: nothing but the store, AWS and Slack is shared between two. */
function startProcess(world: World, gate: Gate): Ports {
  const { frozen } = world.bot;
  return {
    store: wrapStore(world, gate),
    directConnect: wrapAws(world, gate, account(world), frozen),
    ...wrapSlack(world, gate),
    judging: world.judging,
    dryRun: false,
    rulesHash: () => 'one',
    expectedAccount: undefined,
    catalog: { of: () => NOTHING_READ },
    now: () => world.time.now,
    monotonic: () => monotonic(world),
    random: () => 0.5,
    frozen,
    deadlineMs: 30_000,
    settleWindowMs: SETTLE_WINDOW_MS,
    statePollMs: POLL_MS,
    onFollowed: () => undefined,
    onDoubt: () => undefined,
    alarms: () => ALARM_TIMES,
    pause: async () => undefined,
    onTrouble: () => undefined,
    onTold: () => undefined,
  };
}

/** Work that another process has taken over meanwhile: not this one's to report. */
function isLostRace(error: unknown): boolean {
  if (error instanceof OutcomeLostError) return error.cause instanceof LeaseLostError;
  return error instanceof LeaseLostError;
}
