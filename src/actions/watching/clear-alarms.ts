import type { AlarmKind } from '../../domain/port/alarm.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Kinds of alarms of one request that are over. */
interface Over {
  requestId: string;
  kinds: readonly AlarmKind[];
}

/** Says that what a request's alarms of these kinds are about is over; whatever tells people so is a fact of its own. */
export async function clearAlarms(tx: Tx, requestId: string, ...kinds: readonly AlarmKind[]): Promise<void> {
  const cleared = await tx.alarms.clear([requestId], kinds);
  if (cleared > 0) await tx.messages.redraw(requestId);
}

/** The same of several requests, in a statement for all of which the same is over. */
export async function clearAll(tx: Tx, all: readonly Over[]): Promise<void> {
  const alike = Map.groupBy(
    all.filter(({ kinds }) => kinds.length > 0),
    ({ kinds }) => kinds.join(),
  );
  for (const some of alike.values())
    await tx.alarms.clear(
      some.map(({ requestId }) => requestId),
      some[0]?.kinds ?? [],
    );
}
