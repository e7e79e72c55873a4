import type { HealthEvent } from '../../domain/port/health-event.ts';
import { DAY, HOUR, MINUTE } from '../../domain/time.ts';
import type { Health } from '../../interfaces/aws.ts';
import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';
import { type Failed, inBatches } from '../following/in-batches.ts';
import { tellMaintenance } from './tell.ts';

const DUTY = 'maintenance';
/** How often Health is asked, give or take a tenth, so that deployments don't ask all at once. */
const EVERY_MS = 15 * MINUTE;
const JITTER = 0.2;
/** However often it could not be asked: no longer. */
const MOST_MS = HOUR;
/** So far back closed events are asked for: longer than a bot is away. */
const CLOSED_MS = 3 * DAY;

export interface HearDeps {
  store: Store;
  health: Health;
  random: () => number;
}

/** What came of a round: why Health could not be asked, if it couldn't, and of whose ports nothing could be told. */
export interface Heard {
  refusal: CouldNotLook | undefined;
  failed: Failed<string>[];
}

/**
 * Asks Health for an account's events, or the bot's own account's, notes them for the ports that they name, and tells what
 * is to be told by now: also where Health doesn't answer, since time goes on. One process at a time; undefined where it is
 * not due, or another's.
 * `failures`: how often in a row it could not be asked before, each of which makes what follows this round later.
 */
export async function hearOfMaintenance(
  { store, health, random }: HearDeps,
  failures: number,
  accountId: string | null = null,
): Promise<Heard | undefined> {
  const everyMs = Math.min(EVERY_MS * 2 ** failures * (1 + JITTER * (random() - 0.5)), MOST_MS);
  const duty = accountId === null ? DUTY : `${DUTY}:${accountId}`;
  const begun = await store.transaction(async (tx) =>
    (await tx.duties.take(duty, Math.round(everyMs), MOST_MS))
      ? { now: tx.now, open: await openOf(tx, accountId) }
      : undefined,
  );
  if (!begun) return undefined;
  const known = [...new Set(begun.open.map(({ eventArn }) => eventArn))];
  const answer = await health.events(begun.now - CLOSED_MS, known, accountId);
  const refusal = answer.kind === 'could_not_look' ? answer : undefined;
  const byRequest =
    answer.kind === 'told' ? await store.read((at) => eventsByRequest(at, answer.events)) : NONE;
  const told = answer.kind === 'told' ? answer.accountId : undefined;
  const open = begun.open.map(({ requestId }) => requestId);
  const requestIds = [...new Set([...byRequest.keys(), ...open])].sort();
  const { failed, together } = await inBatches(store, requestIds, async (tx, batch) => {
    await tellMaintenance(tx, batch, { accountId: told, byRequest });
    return 0;
  });
  return { refusal, failed: [...failed, ...together.map((error) => ({ item: 'several', error }))] };
}

const NONE: ReadonlyMap<string, HealthEvent[]> = new Map();

/** What is still to come or under way on ports of an account, or of all where it isn't one of several. */
async function openOf(at: Snapshot, accountId: string | null): ReturnType<Snapshot['maintenance']['open']> {
  const open = await at.maintenance.open();
  if (accountId === null || open.length === 0) return open;
  const ports = await at.ports.ofAll(open.map(({ requestId }) => requestId));
  const others = new Set(
    ports.flatMap((port) =>
      port.accountId === accountId || port.accountId === null ? [] : [port.requestId],
    ),
  );
  return open.filter(({ requestId }) => !others.has(requestId));
}

/** The events that name each request's port, by the port's ID: of which account it is shows with the port itself. */
async function eventsByRequest(
  at: Snapshot,
  events: readonly HealthEvent[],
): Promise<ReadonlyMap<string, HealthEvent[]>> {
  const byRequest = new Map<string, HealthEvent[]>();
  for (const interconnectId of new Set(events.flatMap(({ ports }) => ports))) {
    const named = events.filter(({ ports }) => ports.includes(interconnectId));
    for (const requestId of await at.lists.holding(interconnectId)) byRequest.set(requestId, named);
  }
  return byRequest;
}
