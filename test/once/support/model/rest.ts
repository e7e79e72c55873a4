import { verifyTrails } from '../../../../src/tools/audit/verify-trails.ts';
import { type Evidence, gather, must, portsAtAws } from './evidence.ts';
import { callsWereAuthorised, callsWereDecided } from './invariants-of-calls.ts';
import { auditTellsAll, endingsAreTrue, nothingHangs } from './invariants-of-endings.ts';
import { orderedPortsAreOwn, outcomesAreTrue, portsAreAccountedFor } from './invariants-of-ports.ts';
import { cardIsCurrent, linesAreToldOnce } from './invariants-of-slack.ts';
import { LIVES } from './process.ts';
import { watch } from './watch.ts';
import { clearUp, MOST_SKEW_MS } from './weather.ts';
import { allWork, land, wake, work } from './work.ts';
import { look, type World } from './world.ts';

/** Longer than any lease, pause or hold, so that everything is due in every round. */
const ROUND_MS = 5.1 * 60_000;
/** Take over, look up, give up looking, repeat once, and the same in the other account. */
const ROUNDS = 4;
/** The longest pause between two tries to tell something, and more tries than Slack has faults. */
const RETRY_MS = 61_000;
const MOST_TRIES = 40;

/** Faults end, calls land, stopped processes end, and workers run until nothing moves any more. */
export async function comeToRest(world: World): Promise<void> {
  await clearUp(world);
  while (world.asleep.length > 0) await wake(world, 0);
  while (world.inTheAir.length > 0) await land(world, 0);
  // A clock that was set back takes that long to come to what is due.
  world.time.now += 2 * MOST_SKEW_MS;
  await run(world, 'ours', ROUNDS);
  // What orders without a pinned account made in the other one, or may still do there: an order again waits for it.
  if (world.accounts.theirs.calls.length > 0) {
    await run(world, 'theirs', ROUNDS);
    await run(world, 'ours', 1);
  }
  for (let tries = 0; tries < MOST_TRIES && !(await allTold(world)); tries++) {
    world.time.now += RETRY_MS;
    await work(world, 'deliver', LIVES);
  }
}

/** Whether every line and every card is where it belongs; Slack may have a few faults left until then. */
function allTold(world: World): Promise<boolean> {
  return look(world, async (tx) => {
    for (const { id } of world.asked) {
      for (const { destination, wanted, drawn } of await tx.messages.of(id)) {
        if (wanted !== drawn || (await tx.outbox.next(id, destination))) return false;
      }
    }
    return true;
  });
}

async function run(world: World, credentials: World['bot']['credentials'], rounds: number): Promise<void> {
  world.bot = { frozen: false, credentials };
  for (let round = 0; round < rounds; round++) {
    world.time.now += ROUND_MS;
    await allWork(world);
    await watch(world);
  }
}

/** Everything that has to hold once all is at rest; returns what was looked at. */
export async function everythingHolds(world: World): Promise<Evidence[]> {
  const all = await gather(world);
  orderedPortsAreOwn(all, portsAtAws(world));
  for (const evidence of all) await holds(world, evidence);
  // Whatever happened, nobody has tampered with anything.
  await verifyTrails(world.store, async ({ chain, seq, what }) =>
    must(false, `The audit of ${chain}, entry ${seq ?? 'none'}: ${what}`),
  );
  return all;
}

async function holds(world: World, evidence: Evidence): Promise<void> {
  callsWereAuthorised(evidence);
  callsWereDecided(evidence);
  portsAreAccountedFor(evidence);
  outcomesAreTrue(evidence);
  nothingHangs(evidence);
  auditTellsAll(evidence);
  linesAreToldOnce(world, evidence);
  endingsAreTrue(evidence, await cardIsCurrent(world, evidence));
}
