import { nextTryAt, TRACED_MS, TRAIL_MS, type Tracing } from '../../domain/port/tracing.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import type { Trail } from '../../interfaces/aws.ts';
import type { CouldNotLook } from '../../interfaces/direct-connect.ts';
import { StoreUnavailableError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

const DUTY = 'tracing';
/** How often it is looked which ports are to be asked about. */
const EVERY_MS = MINUTE;
/** As many ports at once as one account's Region has at most. */
const MOST = 100;
/** So long after CloudTrail could not be asked it is asked again, for as long as the port is asked about at all. */
const RETRY_MS = 10 * MINUTE;

export interface TraceDeps {
  store: Store;
  trail: Trail;
}

/** What came of a round: of which accounts CloudTrail was asked, and why it could not be asked of one. */
export interface Traced {
  asked: ReadonlyMap<string | null, CouldNotLook | undefined>;
}

/**
 * Asks CloudTrail who deleted the ports that are gone, and tells it where something is known; who AWS has deleted by itself
 * is in no trail. One process at a time; undefined where it is another's turn. What can't be noted of one port is thrown once
 * all others are.
 */
export async function traceDeletions({ store, trail }: TraceDeps): Promise<Traced | undefined> {
  const begun = await store.transaction(async (tx) => {
    if (!(await tx.duties.take(DUTY, EVERY_MS, HOUR))) return undefined;
    await tx.deletions.begin(TRACED_MS);
    return { now: tx.now, due: await tx.deletions.due(MOST) };
  });
  if (!begun) return undefined;
  const groups = Object.values(
    Object.groupBy(begun.due, ({ accountId, region }) => `${accountId}/${region}`),
  );
  const asked = new Map<string | null, CouldNotLook | undefined>();
  const errors: unknown[] = [];
  for (const ports of groups) {
    const [where] = ports ?? [];
    if (!ports || !where) continue;
    const ids = ports.map(({ interconnectId }) => interconnectId);
    const answer = await trail.deletions(where, ids, begun.now - TRAIL_MS);
    const refusal = answer.kind === 'could_not_look' ? answer : asked.get(where.accountId);
    asked.set(where.accountId, refusal);
    for (const port of ports)
      try {
        await store.transaction((tx) =>
          answer.kind === 'told'
            ? noteAnswer(tx, port, answer.deletions.get(port.interconnectId))
            : putOff(tx, port),
        );
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error;
        errors.push(error);
        await store.transaction((tx) => putOff(tx, port));
      }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Deletions could not be noted.');
  return { asked };
}

async function noteAnswer(
  tx: Tx,
  { requestId, interconnectId, goneAt }: Tracing,
  deletion: { by: string; at: number } | undefined,
): Promise<void> {
  if (!deletion) return tx.deletions.rest(requestId, nextTryAt(goneAt, tx.now));
  const request = await tx.requests.lock(requestId);
  // Another process may have been as late.
  if (!request || (await tx.deletions.of(requestId))) return;
  await tx.deletions.found(requestId, deletion);
  const { by, at: deletedAt } = deletion;
  await note(tx, request, { type: 'deletion_traced', interconnectId, by, deletedAt }, { actor: null });
  await tx.messages.redraw(requestId);
}

function putOff(tx: Tx, { requestId, goneAt }: Tracing): Promise<void> {
  const at = tx.now + RETRY_MS;
  return tx.deletions.rest(requestId, at < goneAt + TRACED_MS ? at : null);
}
