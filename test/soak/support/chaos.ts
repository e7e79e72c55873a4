import { setTimeout as wait } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';
import type { Town } from './town.ts';

const SECOND = 1_000;
/** Longer than a lease on the town's clock: whoever stands still for it finds others in its place. */
const BEYOND_A_LEASE_MS = 5 * SECOND;

/** What is done to the processes and their connections, one thing after the other, until it is over. */
export async function harm(
  { slack }: Town,
  fleet: Fleet,
  over: () => boolean,
  random: () => number,
): Promise<void> {
  const deeds: (() => unknown)[] = [
    () => fleet.kill(),
    () => fleet.kill(),
    () => fleet.restart(),
    () => fleet.rollOver(),
    () => fleet.rollOver(),
    () => fleet.pause(SECOND * (0.2 + random()), false),
    () => fleet.pause(BEYOND_A_LEASE_MS, true),
    () => slack.dropSockets(),
    () => slack.refreshSockets(),
  ];
  // Each comes up once before any comes up again, so that a short run has them all.
  for (let round: typeof deeds = []; !over(); ) {
    if (round.length === 0) round = shuffled(deeds, random);
    await wait(SECOND * (0.3 + random()));
    if (!over()) await round.pop()?.();
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
