import { LeaseLostError, SlackReadError } from '../../interfaces/errors.ts';
import { requestView } from '../showing/request-view.ts';
import { tellLines } from './tell-lines.ts';
import { openPlace, post, redraw, update } from './tell-message.ts';
import {
  type DeliverDeps,
  isPaused,
  LEASE_MS,
  notDone,
  paused,
  type Round,
  type Step,
  type Steps,
  save,
} from './tell-round.ts';

export type { DeliverDeps } from './tell-round.ts';

/**
 * Brings one request's message in one place up to date, then tells its lines in order. False when none is due.
 * Nothing is sent twice: what was being sent when a process died is looked for first.
 */
export async function deliver(deps: DeliverDeps): Promise<boolean> {
  const claimed = await deps.store.transaction(async (tx) => {
    const claim = await tx.messages.claim(LEASE_MS);
    const view = claim && (await requestView(tx, deps, claim.message.requestId));
    return claim && view ? { ...claim, view, now: tx.now } : undefined;
  });
  if (!claimed) return false;
  const round: Round = { ...deps, ...claimed };
  try {
    const steps = await run(round);
    // Apart from the release: PostgreSQL would check a row's reference once more if it is written twice in one go,
    // and wait for whoever is deciding about the request.
    await save(round, {});
    await deps.store.transaction((tx) =>
      tx.messages.release(paused(round.message, steps, tx.now), round.token),
    );
  } catch (error) {
    // This process slept: what it sent on waking may stand over what another had drawn by then.
    if (error instanceof LeaseLostError) await redraw(round);
    throw error;
  }
  return true;
}

/** Each of drawing and telling goes as far as it can, and waits for the other only where there is no message yet. */
async function run(round: Round): Promise<Steps> {
  const there = await tried(round, async () => {
    const opened = await openPlace(round);
    return opened.kind === 'on' ? post(round) : opened;
  });
  if (there.kind === 'again') return { draw: there, tell: there };
  const draw = isPaused(round, 'drawAfter') ? undefined : await tried(round, () => update(round));
  const tell = isPaused(round, 'tellAfter') ? undefined : await tried(round, () => tellLines(round));
  if (draw?.kind === 'on' && tell?.kind === 'on') round.message.failures = 0;
  return { draw, tell };
}

async function tried(round: Round, step: () => Promise<Step>): Promise<Step> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof SlackReadError) return notDone(round, 'look', error.told);
    throw error;
  }
}
