import { LeaseLostError, SlackReadError } from './errors.ts';
import { requestView } from './request-view.ts';
import { tellLines } from './tell-lines.ts';
import { openPlace, post, redraw, update } from './tell-message.ts';
import { type DeliverDeps, LEASE_MS, notDone, type Round, type Step, save } from './tell-round.ts';

export type { DeliverDeps } from './tell-round.ts';

/**
 * Brings one request's message in one place up to date, then tells its lines in order. False when none is due.
 * Nothing is sent twice: what was being sent when a process died is looked for first.
 */
export async function deliver(deps: DeliverDeps): Promise<boolean> {
  const claimed = await deps.store.transaction(async (tx) => {
    const claim = await tx.claimSurface(LEASE_MS);
    const view = claim && (await requestView(tx, claim.surface.requestId));
    return claim && view ? { ...claim, view, now: tx.now } : undefined;
  });
  if (!claimed) return false;
  const round: Round = { ...deps, ...claimed };
  try {
    const step = await run(round);
    // Apart from the release: PostgreSQL would check a row's reference once more if it is written twice in one go,
    // and wait for whoever is deciding about the request.
    await save(round, {});
    await deps.store.transaction((tx) =>
      tx.releaseSurface(round.surface, round.token, tx.now + (step.kind === 'again' ? step.ms : 0)),
    );
  } catch (error) {
    // This process slept: what it sent on waking may stand over what another had drawn by then.
    if (error instanceof LeaseLostError) await redraw(round);
    throw error;
  }
  return true;
}

async function run(round: Round): Promise<Step> {
  try {
    const opened = await openPlace(round);
    if (opened.kind === 'again') return opened;
    const posted = await post(round);
    if (posted.kind === 'again') return posted;
    const updated = await update(round);
    // A card that can't be redrawn holds back none of its lines.
    const told = await tellLines(round);
    const step = told.kind === 'again' ? told : updated;
    if (step.kind === 'on') round.surface.failures = 0;
    return step;
  } catch (error) {
    if (error instanceof SlackReadError) return notDone(round, 'look', error.told);
    throw error;
  }
}
