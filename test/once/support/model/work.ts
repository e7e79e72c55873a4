import fc from 'fast-check';
import { deliver } from '../../../../src/actions/delivering/deliver.ts';
import { attendPort } from '../../../../src/actions/following/attend-port.ts';
import { follow } from '../../../../src/actions/following/follow.ts';
import { tend } from '../../../../src/actions/lifecycle/tend.ts';
import { place } from '../../../../src/actions/placing/place.ts';
import { reconcile } from '../../../../src/actions/placing/reconcile.ts';
import { command } from './command.ts';
import { fates } from './fates.ts';
import { type Fate, inProcess, LIVES, type Ports } from './process.ts';
import type { World } from './world.ts';

/** More pieces of one kind than a run can have; a worker that still finds more goes round in circles. */
const MOST_ROUNDS = 50;

/** One piece of work of each worker, true if there may be more. */
const WORKERS = {
  place: (ports: Ports) => place(ports),
  reconcile: (ports: Ports) => reconcile(ports),
  tend: (ports: Ports) => tend({ ...ports, reachable: () => true }),
  deliver: (ports: Ports) => deliver(ports),
  follow: (ports: Ports) => follow(ports),
  port: (ports: Ports) => attendPort(ports),
} as const;

type Worker = keyof typeof WORKERS;

/** One process does all that is due of one kind. */
export async function work(world: World, worker: Worker, fate: Fate): Promise<void> {
  await inProcess(world, fate, async (ports) => {
    let rounds = 0;
    while (await WORKERS[worker](ports)) {
      if (++rounds === MOST_ROUNDS) throw new Error(`The worker ${worker} never ends.`);
    }
  });
}

/** Everything that is due is done, in one process after the other. */
export async function allWork(world: World): Promise<void> {
  for (const worker of ['deliver', 'tend', 'place', 'reconcile', 'follow', 'port'] as const)
    await work(world, worker, LIVES);
  // A direct message waits a moment for the card that it links.
  world.time.now += 1_000;
  await work(world, 'deliver', LIVES);
}

/** Time in which workers run; they are through with what was due, then with what has become due. */
export async function timePasses(world: World, ms: number): Promise<void> {
  await allWork(world);
  world.time.now += ms;
  await allWork(world);
}

/** Wakes one of the stopped processes and lets it end. */
export async function wake(world: World, index: number): Promise<void> {
  const [woken] = world.asleep.splice(index % Math.max(world.asleep.length, 1), 1);
  await woken?.();
}

/** One call that was in the air arrives, or is too old for AWS by now. */
export async function land(world: World, index: number): Promise<void> {
  const [call] = world.inTheAir.splice(index % Math.max(world.inTheAir.length, 1), 1);
  if (call && world.time.now <= call.until) await call.land();
}

/** Workers are where it hurts. */
const HIT = { lives: 1, ends: 2 };
const fate = (crossings: number) => fates(HIT, crossings, 'dies', 'sleeps');
const working = command<{ worker: Worker; fate: Fate }>('work', (world, { worker, fate }) =>
  work(world, worker, fate),
);
const worker = (name: Worker, fate: fc.Arbitrary<Fate>) =>
  fc.record({ worker: fc.constant(name), fate }).map(working);

/** A placing crosses this often from its claim to its release. */
export const placing = fate(26);

const WHILES = [1, 6, 75, 130, 130, 310].map((seconds) => seconds * 1_000);

export const works = [
  { weight: 11, arbitrary: fc.constantFrom(...WHILES).map(command('timePasses', timePasses)) },
  { weight: 12, arbitrary: worker('place', placing) },
  { weight: 3, arbitrary: worker('reconcile', fate(10)) },
  { weight: 1, arbitrary: worker('tend', fate(2)) },
  { weight: 2, arbitrary: worker('follow', fate(12)) },
  { weight: 3, arbitrary: worker('deliver', fate(12)) },
  { weight: 3, arbitrary: fc.nat(3).map(command('wake', wake)) },
  { weight: 3, arbitrary: fc.nat(3).map(command('land', land)) },
];
