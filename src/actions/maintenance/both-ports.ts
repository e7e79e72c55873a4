import { bothOn, isDone, type Maintenance } from '../../domain/port/maintenance.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { partnerOf } from '../pairing/partner.ts';
import { clearAlarms } from '../watching/clear-alarms.ts';
import { raiseAlarm } from '../watching/raise-alarm.ts';

/**
 * Alarms people where AWS plans maintenance on a locked request's port and on the other one of its pair at once: neither
 * stands in for the other then. Once for a window; over where that is over, or moves.
 */
export async function tellOfBoth(
  tx: Tx,
  request: Request,
  { interconnectId }: Port,
  hasMoved: boolean,
): Promise<void> {
  const partner = await partnerOf(tx, request.id);
  const other =
    partner?.request.state.status === 'ordered' ? partner.request.state.interconnectId : undefined;
  const [first] = other && partner ? await windowsOfBoth(tx, request.id, partner.request.id) : [];
  if (!first || hasMoved) await clearAlarms(tx, request.id, 'maintenance_pair');
  if (!first || !other) return;
  const key = { kind: 'maintenance_pair', episode: first.startsAt, step: 1 } as const;
  const alarm = { ...key, other, ...first };
  await raiseAlarm(tx, request, { interconnectId, alarm });
}

/** When maintenance that isn't over is on the ports of both, the earliest first. */
async function windowsOfBoth(tx: Tx, one: string, other: string) {
  const planned = (await tx.maintenance.of([one, other])).filter((event) => event.planned && !isDone(event));
  const of = (id: string): Maintenance[] => planned.filter(({ requestId }) => requestId === id);
  return of(one)
    .flatMap((event) => of(other).flatMap((beside) => bothOn(event, beside) ?? []))
    .sort((a, b) => a.startsAt - b.startsAt);
}
