import type { Person } from '../../domain/person.ts';
import type { HouseFact } from '../../domain/request/fact.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Keeps what concerns no single request in the house's own trail; `actor` is null where the bot itself acts. */
export function noteHouse(
  tx: Tx,
  { type: event, ...detail }: HouseFact,
  actor: Person | null,
): Promise<void> {
  return tx.house.add({ actor, event, detail });
}
