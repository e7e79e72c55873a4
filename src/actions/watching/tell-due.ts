import { isOfWait } from '../../domain/port/alarm.ts';
import type { AlarmTimes } from '../../domain/port/alarm-times.ts';
import { dueAt, dueNow, type PortDue } from '../../domain/port/due.ts';
import type { Port } from '../../domain/port/port.ts';
import { encryptionLost } from '../../domain/port/sight.ts';
import type { Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { FRESH_MS, isListingPending, NEXT_LISTING_MS } from '../following/duty.ts';
import { note } from '../lifecycle/advance.ts';
import { maintenanceNow } from '../maintenance/covering.ts';
import { clearAlarms } from './clear-alarms.ts';
import { markRaised, raiseAlarm } from './raise-alarm.ts';

/** So far the store's clock and AWS's may differ before nothing is told by time. */
const CLOCKS_MS = 5 * MINUTE;
/** So long after that it is asked again whether they agree. */
const RETRY_MS = MINUTE;

/** Tells what is due by time to a request's port, whatever it was taken for: it may have changed since. */
export async function tellDue(
  tx: Tx,
  requestId: string,
  { times, lease }: { times: AlarmTimes; lease: Lease },
): Promise<void> {
  const request = await tx.requests.lock(requestId);
  const port = await tx.ports.of(requestId);
  if (!port) return;
  const due = request?.state.status === 'ordered' ? dueNow(port, times, tx.now) : undefined;
  if (!request || !due || due.kind === 'ask') {
    await tx.ports.put({ ...port, dueAt: dueAt(port, times, tx.now) }, lease);
    return;
  }
  const doubtMs = await inDoubtFor(tx, port);
  if (doubtMs !== undefined) {
    await tx.ports.put({ ...port, dueAt: tx.now + doubtMs }, lease);
    return;
  }
  const told = after(port, due, tx.now);
  await tx.ports.put({ ...told, dueAt: dueAt(told, times, tx.now) }, lease);
  await tell(tx, request, port, due);
}

/**
 * So long nothing is told by time: the clocks differ, or nobody knows how port and clocks are by now. By the last complete
 * listing; where there was none, or none has told AWS's time, nobody knows better.
 */
async function inDoubtFor(tx: Tx, { accountId, region }: Port): Promise<number | undefined> {
  const last = accountId === null ? undefined : await tx.listings.last({ accountId, region });
  if (!last) return undefined;
  if (Math.abs(last.skew ?? 0) > CLOCKS_MS) return RETRY_MS;
  const isOld = Math.abs(tx.now - last.at) > FRESH_MS;
  return isOld && (await isListingPending(tx, { accountId, region })) ? NEXT_LISTING_MS : undefined;
}

/** A port of which this is told now. */
function after(port: Port, due: Exclude<PortDue, { kind: 'ask' }>, now: number): Port {
  const { history, state } = port;
  if (due.kind === 'settle') {
    const unsettled = history.darkSince !== null && state === 'unknown';
    return { ...port, history: { ...history, flapping: null, losses: [], unsettled } };
  }
  const told = { ...port, toldUntil: Math.max(port.toldUntil, now) };
  if (due.kind === 'wait') return told;
  const plain =
    history.plain && due.alarm.kind === 'encryption_lost' ? { ...history.plain, told: true } : history.plain;
  // Whoever looks after it is told that it gets worse.
  const quiet = history.quiet && !isOfWait(due.alarm.kind);
  return { ...told, history: { ...history, plain, quiet } };
}

async function tell(
  tx: Tx,
  request: Request,
  port: Port,
  due: Exclude<PortDue, { kind: 'ask' }>,
): Promise<void> {
  const { interconnectId } = port;
  switch (due.kind) {
    case 'alarm':
      await raiseAlarm(tx, request, { interconnectId, alarm: due.alarm, passed: due.passed });
      return;
    case 'wait':
      return note(tx, request, { type: 'still_waiting', interconnectId, wait: due.wait }, { actor: null });
    case 'settle':
      return settle(tx, request, port);
  }
}

/** A port that came and went is stable: what it lacks then, people are alarmed about once more. */
async function settle(
  tx: Tx,
  request: Request,
  { interconnectId, state, seen, history }: Port,
): Promise<void> {
  const { flapping, darkSince, plain } = history;
  if (!flapping) return;
  await clearAlarms(tx, request.id, 'flapping');
  const lost =
    darkSince !== null && state === 'down'
      ? ({ kind: 'light_lost', episode: darkSince, step: 2, since: darkSince } as const)
      : plain && state === 'available'
        ? { ...encryptionLost(plain.since, seen), step: 2 }
        : undefined;
  // Light that stays away after AWS's maintenance is told when that is over.
  const isExcused = lost?.kind === 'light_lost' && (await maintenanceNow(tx, [request.id])).has(request.id);
  const [alarm] =
    lost && !isExcused ? await markRaised(tx, [{ request, raising: { interconnectId, alarm: lost } }]) : [];
  if (alarm) await tx.messages.redraw(request.id);
  const { since, times, changedAt } = flapping;
  const stable = { interconnectId, state, since, times, calm: tx.now - changedAt };
  await note(tx, request, { type: 'port_stable', ...stable, ...(alarm ? { alarm } : {}) }, { actor: null });
}
