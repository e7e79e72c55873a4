import { afterFailure, type LoaFailure, type LoaOutcome } from '../../domain/port/loa.ts';
import type { Sites } from '../../domain/port/site.ts';
import type { Trouble } from '../../domain/request/outcome.ts';
import { SECOND } from '../../domain/time.ts';
import { LeaseLostError, StoreUnavailableError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { note } from '../lifecycle/advance.ts';
import { keepLetter } from './keep-letter.ts';
import { type OpenWish, openWish, type WishKey } from './open-wish.ts';

/** How often, and how far apart, a store that is down is asked to keep what AWS answered. */
const STORE_TRIES = 10;
const STORE_PAUSE_MS = SECOND;

export interface RecordDeps {
  store: Store;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** What is known of the own ends of cross connects. */
  sites: () => Sites | undefined;
  /** So long after its first refusal AWS is asked again; milliseconds. */
  loaRetryMs: () => number;
}

/**
 * Writes down what a call came to. A letter is taken as long as its wish is open, whoever holds that by now, so that AWS is
 * asked for no other; of a failure nothing is noted where another has taken over.
 */
export async function recordLoa(
  deps: RecordDeps,
  wish: WishKey,
  outcome: LoaOutcome,
  lease: Lease,
): Promise<void> {
  for (let left = STORE_TRIES; ; left--) {
    try {
      await deps.store.transaction(async (tx) => {
        const open = await openWish(tx, wish);
        if (!open) return;
        if (outcome.kind === 'answered') await keepLetter(tx, open, outcome, deps.sites());
        else await noteFailure(tx, deps, open, outcome, lease);
      });
      return;
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      if (!(error instanceof StoreUnavailableError) || left === 0) throw error;
    }
    await deps.pause(STORE_PAUSE_MS);
  }
}

/** Notes a try that brought no letter, and gives the wish back: when AWS is asked again, or that it isn't. */
export async function noteFailure(
  tx: Tx,
  { loaRetryMs }: Pick<RecordDeps, 'loaRetryMs'>,
  open: OpenWish,
  { kind: how, code, message, awsRequestId }: { kind: LoaFailure } & Trouble,
  lease: Lease,
): Promise<void> {
  const { request, port } = open;
  const { wish, told } = afterFailure(open.wish, how, tx.now, loaRetryMs());
  await tx.loa.put(wish, lease);
  const why = { wish: wish.number, interconnectId: port.interconnectId, how, code, message };
  const fact =
    wish.state === 'open'
      ? ({ type: 'loa_refused', ...why, askAt: wish.askAt, told } as const)
      : ({ type: 'loa_given_up', ...why } as const);
  await note(tx, request, fact, { actor: null, errorCode: code, awsRequestId });
  if (told) await tx.messages.redraw(request.id);
}
