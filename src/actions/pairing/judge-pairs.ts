import { judgePair, verdictKey } from '../../domain/port/pair.ts';
import { RowsHeldError } from '../../interfaces/errors.ts';
import type { Pair } from '../../interfaces/pairs.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { noteAll } from '../lifecycle/advance.ts';

/**
 * Judges pairs of whose ports AWS has named a device, or another one, since they were judged: each verdict is told once,
 * in both threads. What fails stays marked for the next listing; it is thrown once all others are judged.
 */
export async function judgePairs(store: Store, marked: readonly Pair[]): Promise<void> {
  const errors: unknown[] = [];
  for (const pair of marked) {
    try {
      await store.transaction((tx) => judge(tx, pair));
    } catch (error) {
      // Somebody holds one of the two at this moment.
      if (!(error instanceof RowsHeldError)) errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Pairs could not be judged.');
}

async function judge(tx: Tx, { first, second }: Pair): Promise<void> {
  const ids = [first, second];
  const requests = await tx.requests.lockAll(ids);
  // As it is now that both are locked: another process may have come before.
  const [pair] = (await tx.pairs.of([second])).filter((one) => one.second === second);
  if (!pair) return;
  const ports = await tx.ports.ofAll(ids);
  const sides = ids.map((id) => ({
    request: requests.find((one) => one.id === id && one.state.status === 'ordered'),
    seen: ports.find(({ requestId }) => requestId === id)?.seen,
  }));
  const [one, other] = sides;
  const judged = one?.seen && other?.seen && judgePair(one.seen, other.seen);
  const told = judged ? verdictKey(judged) : pair.told;
  await tx.pairs.judged({ second, told });
  if (!judged || !one.request || !other.request || told === pair.told) return;
  await noteAll(
    tx,
    [
      { request: one.request, fact: { type: 'pair_judged', pair: second, ...judged } },
      {
        request: other.request,
        fact: { type: 'pair_judged', pair: first, ...judged, own: judged.other, other: judged.own },
      },
    ],
    { actor: null },
  );
  await tx.messages.redraw(ids);
}
