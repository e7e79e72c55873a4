import { coversNow, type Maintenance } from '../../domain/port/maintenance.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/** Of these requests' ports those that AWS's maintenance is on now, and which that is, by the request's ID. */
export async function maintenanceNow(
  at: Snapshot,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, Maintenance>> {
  const all = await at.maintenance.of(requestIds);
  return new Map(all.filter((event) => coversNow(event, at.now)).map((event) => [event.requestId, event]));
}
