import type { AlarmKind } from '../../domain/port/alarm.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Says that what a request's alarms of these kinds are about is over; whatever tells people so is a fact of its own. */
export function clearAlarms(tx: Tx, requestId: string, ...kinds: readonly AlarmKind[]): Promise<void> {
  return tx.alarms.clear([requestId], kinds);
}
