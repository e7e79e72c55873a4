import type { Person } from '../../domain/person.ts';
import { statusesWhere } from '../../domain/request/status.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { type NotApprover, notApprover } from '../deciding/any-approver.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { PROCESS_GONE_MS } from '../placing/hold.ts';
import { noteHouse } from './note-house.ts';
import { processName } from './process-name.ts';

/** Where an order waits, and its messages say that ordering is frozen. */
export const WAITING = statusesWhere(({ waits }) => waits);

/** Whoever unfroze still waits for the answer. */
const WAKE_MS = 300;

export type Frozen =
  /** From now on nothing new is sent; so many orders were on their way already. */
  { kind: 'frozen'; onTheirWay: number } | NotApprover;

export type Unfrozen =
  /** `stillBy`: processes that run with FREEZE, each of which freezes all. */
  { kind: 'unfrozen'; stillBy: string[] } | NotApprover;

/** Freezes ordering for every process of this store. After it returns, no attempt is committed any more. */
export function freezeOrdering(
  deps: DecideDeps,
  { by, reason }: { by: Person; reason: string },
): Promise<Frozen> {
  return deciding(deps, async (tx): Promise<Frozen> => {
    const barred = notApprover(deps.judging, by);
    if (barred) return barred;
    await tx.freeze.put({ by, reason, at: tx.now });
    await noteHouse(tx, { type: 'frozen', reason }, by);
    await tx.messages.redrawAll(WAITING);
    return { kind: 'frozen', onTheirWay: await tx.attempts.countOpen() };
  });
}

/** Ends the stored freeze, and wakes what waited for that. */
export async function unfreezeOrdering(deps: DecideDeps, { by }: { by: Person }): Promise<Unfrozen> {
  const ended = await deciding(deps, async (tx): Promise<Unfrozen> => {
    const barred = notApprover(deps.judging, by);
    if (barred) return barred;
    await tx.freeze.put(null);
    await noteHouse(tx, { type: 'unfrozen' }, by);
    await tx.messages.redrawAll(WAITING);
    return { kind: 'unfrozen', stillBy: await frozenProcesses(tx) };
  });
  if (ended.kind !== 'unfrozen') return ended;
  // Apart from the freeze's own row: whoever commits an attempt holds the request first and the freeze after it.
  // A wake that fails takes nothing back: what waits looks again within seconds by itself.
  await deps.store.transaction((tx) => tx.requests.wakeApproved(), WAKE_MS).catch(() => undefined);
  return ended;
}

/** What this process runs with, FREEZE and DRY_RUN, is shown on every order that waits. */
export function showSwitches({ store }: { store: Store }): Promise<void> {
  return store.transaction((tx) => tx.messages.redrawAll(WAITING));
}

async function frozenProcesses(tx: Tx): Promise<string[]> {
  const running = await tx.processes.recent(PROCESS_GONE_MS);
  return running.filter(({ frozen }) => frozen).map(processName);
}
