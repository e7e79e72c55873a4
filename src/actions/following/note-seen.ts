import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { AlarmKind } from '../../domain/port/alarm.ts';
import type { AlarmTimes } from '../../domain/port/alarm-times.ts';
import type { PortChange } from '../../domain/port/changes.ts';
import { dueAt } from '../../domain/port/due.ts';
import { isOfBot } from '../../domain/port/loa.ts';
import type { Window } from '../../domain/port/maintenance.ts';
import { isGone, type Port } from '../../domain/port/port.ts';
import { type Sight, sight } from '../../domain/port/sight.ts';
import type { Note, RaisedFor, RequestEvent } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advanceAll, noteAll } from '../lifecycle/advance.ts';
import { wishLoas } from '../loa/wish-loa.ts';
import { maintenanceNow } from '../maintenance/covering.ts';
import { clearAll } from '../watching/clear-alarms.ts';
import { markRaised } from '../watching/raise-alarm.ts';
import { lockPorts } from './lock-ports.ts';

/** What a listing shows of a request's port. */
export interface Sighting {
  requestId: string;
  seen: ListedInterconnect;
}

/** A port as it was and as it is seen now, and the alarm that is raised by that. */
interface Seen extends Sight {
  request: Request;
  before: Port;
  seen: ListedInterconnect;
  raised?: RaisedFor | undefined;
  /** AWS's maintenance, by which light that is lost needs nobody. */
  maintenance?: Window | undefined;
}

/** Alarms that AWS's maintenance is reason enough for. */
const OF_LIGHT: ReadonlySet<AlarmKind> = new Set(['light_lost', 'flapping']);
const BY_BOT = { actor: null };

/**
 * Notes what a listing that began at `listedAt` shows of these requests' ports; answers how many are in another state
 * than before. Of each port at most one thing is told. It takes as many statements for one as for many.
 */
export async function noteSeen(
  tx: Tx,
  sightings: readonly Sighting[],
  listedAt: number,
  times: AlarmTimes,
): Promise<number> {
  const ids = sightings.map(({ requestId }) => requestId);
  const locked = await lockPorts(tx, ids, listedAt);
  const noted = sightings.flatMap(({ requestId, seen }): Seen[] => {
    const found = locked.get(requestId);
    if (!found) return [];
    const { request, port: before } = found;
    return [{ request, before, seen, ...sight(before, seen, tx.now) }];
  });
  await tx.ports.putAll(
    noted.map((one) => {
      const port = { ...one.port, listedAt, missing: null };
      return { ...port, dueAt: dueAt(port, times, tx.now) };
    }),
  );
  await tx.pairs.mark(noted.filter(isElsewhere).map(({ request }) => request.id));
  await clearAll(
    tx,
    noted.map(({ request, over }) => ({ requestId: request.id, kinds: over })),
  );
  await excuse(tx, noted);
  await knowOwnLetters(tx, noted);
  await raise(tx, noted);
  const still = noted.filter(({ moved }) => !moved);
  if (still.length > 0) await tx.messages.redraw(still.map(({ request }) => request.id));
  await noteAll(
    tx,
    still.flatMap((one) => noteOf(one).map((fact) => ({ request: one.request, fact }))),
    BY_BOT,
  );
  const moved = noted.flatMap((one) => moveOf(one, tx.now).map((fact) => ({ request: one.request, fact })));
  await advanceAll(tx, moved, BY_BOT);
  await wishLoas(
    tx,
    noted.filter(({ ready }) => ready),
  );
  return moved.length;
}

/** Light that goes while AWS's maintenance is on a port alarms nobody. */
async function excuse(tx: Tx, noted: readonly Seen[]): Promise<void> {
  const lost = noted.filter(({ alarm }) => alarm && OF_LIGHT.has(alarm.alarm.kind));
  const events = await maintenanceNow(
    tx,
    lost.map(({ request }) => request.id),
  );
  for (const one of lost) {
    const event = events.get(one.request.id);
    if (!event) continue;
    one.alarm = undefined;
    one.maintenance = { startsAt: event.startsAt, endsAt: event.endsAt };
  }
}

/** A letter that the bot itself has asked AWS for is no news of a listing's. */
async function knowOwnLetters(tx: Tx, noted: readonly Seen[]): Promise<void> {
  const isDate = ({ what }: PortChange) => what === 'loaIssueTime';
  const dated = noted.filter(({ changes }) => changes.some(isDate));
  const wishes = await tx.loa.ofAll(dated.map(({ request }) => request.id));
  const byRequest = Map.groupBy(wishes, ({ requestId }) => requestId);
  for (const one of dated) {
    const own = byRequest.get(one.request.id) ?? [];
    const isOwn = isOfBot(own, one.seen.loaIssueTime ?? 0);
    if (isOwn) one.changes = one.changes.filter((change) => !isDate(change));
  }
}

/** Raises what people are to be alarmed about; what was raised before is told as any other change. */
async function raise(tx: Tx, noted: readonly Seen[]): Promise<void> {
  const alarmed = noted.flatMap((one) => {
    const { request, alarm, seen } = one;
    const { interconnectId } = seen;
    return alarm ? [{ one, request, raising: { interconnectId, ...alarm } }] : [];
  });
  const raised = await markRaised(tx, alarmed);
  for (const [index, { one }] of alarmed.entries()) one.raised = raised[index];
}

/** What a fact says of a port that looks otherwise than before. */
function alteredOf({ before, seen, newDevice, changes, raised, maintenance }: Seen) {
  return {
    seen,
    newDevice,
    ...(changes.length > 0 ? { changes } : {}),
    ...(before.missing?.told ? { listedAgain: true as const } : {}),
    ...(raised ? { alarm: raised } : {}),
    ...(maintenance ? { maintenance } : {}),
  };
}

/** What is told of a port in the same state: one thing, or nothing. */
function noteOf(one: Seen): Note[] {
  const { before, seen, newDevice, changes, raised } = one;
  if (changes.length > 0 || raised) return [{ type: 'port_altered', ...alteredOf(one) }];
  const { interconnectId, state } = seen;
  if (before.missing?.told) return [{ type: 'port_listed_again', interconnectId, state }];
  return newDevice ? [{ type: 'device_seen', seen }] : [];
}

/** Another state of a port, as its request's event. */
function moveOf(one: Seen, at: number): RequestEvent[] {
  const { seen, moved } = one;
  if (!moved) return [];
  const fact = { ...alteredOf(one), ...moved, at };
  return isGone(seen.state)
    ? [{ type: 'port_gone', ...fact }]
    : [{ type: 'port_changed', portState: seen.state, ...fact }];
}

/** It ends on a device on which it didn't before, as far as AWS names it. */
function isElsewhere({ before, seen }: Pick<Seen, 'before' | 'seen'>): boolean {
  const { device, logicalDevice } = before.seen;
  return seen.device !== device || seen.logicalDevice !== logicalDevice;
}
