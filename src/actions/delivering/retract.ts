import { LeaseLostError, SlackReadError } from '../../interfaces/errors.ts';
import type { Tx } from '../../interfaces/store.ts';
import { placeOf, type Round, type Step } from './tell-round.ts';

/** So often, and so far apart, it is asked which message the other process has recorded. */
const LOOKS = 40;
const LOOK_MS = 500;

/**
 * Records a message that was just posted. A process that stood still in the very moment of posting may find that
 * another has the lease by now and has posted the same: then the one that is not on record is taken away again.
 */
export async function record(
  round: Round,
  ts: string,
  save: () => Promise<Step>,
  recorded: (tx: Tx) => Promise<string | null>,
): Promise<Step> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof LeaseLostError) await retract(round, ts, recorded);
    throw error;
  }
}

async function retract(
  { store, messenger, pause, message }: Round,
  ts: string,
  recorded: (tx: Tx) => Promise<string | null>,
): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const kept = await store.transaction(recorded);
    if (kept === ts) return;
    try {
      if (kept !== null) return await messenger.remove(placeOf(message).channel, ts);
    } catch (error) {
      if (!(error instanceof SlackReadError)) throw error;
    }
    await pause(LOOK_MS);
  }
}
