import { type AlarmKey, keyOf, type Raised } from '../../domain/port/alarm.ts';
import { isOwnDm, recipientOf } from '../../domain/request/destination.ts';
import type { RaisedFor } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import { ownPeople } from '../../domain/rules/permission.ts';
import type { Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

/** An alarm that is due, with those that are due with it and less grave: they are marked as raised, and not told. */
export interface Raising {
  interconnectId: string;
  alarm: Raised;
  passed?: readonly AlarmKey[];
}

/**
 * Raises an alarm about a locked request's port: in the thread, to whoever asked, and to the approvers who can't see the
 * thread. Each is raised once, whoever raises it: false where it was before.
 */
export async function raiseAlarm(tx: Tx, request: Request, raising: Raising): Promise<boolean> {
  const [raised] = await markRaised(tx, [{ request, raising }]);
  if (!raised) return false;
  await note(tx, request, { type: 'alarm_raised', ...raised }, { actor: null });
  await tx.messages.redraw(request.id);
  return true;
}

/**
 * Marks alarms as raised, in a number of statements that is the same for any number of them; each as it is to be told,
 * undefined where it was raised before. Whoever calls it tells them in the same transaction.
 */
export async function markRaised(
  tx: Tx,
  all: readonly { request: Request; raising: Raising }[],
): Promise<(RaisedFor | undefined)[]> {
  if (all.length === 0) return [];
  const added = await tx.alarms.add(
    all.flatMap(({ request: { id: requestId }, raising: { alarm, passed = [] } }) => [
      ...passed.map((key) => ({ requestId, ...keyOf(key), told: false })),
      { requestId, ...keyOf(alarm), told: true },
    ]),
  );
  const news = new Set(added.filter(({ told }) => told).map(({ requestId }) => requestId));
  const direct = await approversByDm(
    tx,
    all.map(({ request }) => request).filter(({ id }) => news.has(id)),
  );
  return all.map(({ request, raising: { interconnectId, alarm, passed = [] } }) =>
    news.has(request.id)
      ? { interconnectId, alarm, passed: passed.map(keyOf), direct: direct.get(request.id) ?? [] }
      : undefined,
  );
}

/** The approvers of each request who have a direct message of their own about it, by the request's ID. */
async function approversByDm(tx: Tx, requests: readonly Request[]): Promise<ReadonlyMap<string, string[]>> {
  const messages = await tx.messages.ofAll(requests.map(({ id }) => id));
  return new Map(
    requests.map((request) => {
      const own = ownPeople(request);
      const ids = messages.flatMap(({ requestId, destination }) => {
        const recipient = recipientOf(destination, request.requester);
        const is = requestId === request.id && isOwnDm('approver', destination);
        return is && recipient !== undefined && !own.includes(recipient) ? [recipient] : [];
      });
      return [request.id, ids];
    }),
  );
}
