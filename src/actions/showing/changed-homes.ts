import type { Store } from '../../interfaces/store.ts';

/** So many requests are read at most to find out whose Home tabs they concern; beyond that it is everybody's. */
const REQUESTS_MOST = 100;

/**
 * Asks for the Home tabs to be drawn again of everybody whom these requests concern: who asked, for whom, and all who
 * may decide something. A tab that shows the same afterwards is left as it is.
 */
export async function changedHomes(
  { store }: { store: Store },
  requestIds: readonly string[] | 'everything',
): Promise<void> {
  // Most people never open theirs: nothing is written where nobody has.
  const whose = await store.read(async (at) => {
    if (requestIds === 'everything' || requestIds.length > REQUESTS_MOST) return at.homes.of('everybody');
    const people = new Set<string>();
    for (const { requester, beneficiary } of await at.requests.readAll(requestIds)) {
      people.add(requester.id);
      if (beneficiary) people.add(beneficiary.id);
    }
    return at.homes.of({ people: [...people], deciding: true });
  });
  if (whose.length > 0) await store.transaction((tx) => tx.homes.want(whose));
}
