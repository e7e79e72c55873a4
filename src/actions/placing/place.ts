import type { Outcome } from '../../domain/request/outcome.ts';
import { askToDecide } from '../attending/ask-to-decide.ts';
import { sendBack } from '../deciding/send-back.ts';
import { type Claim, withClaim } from '../lifecycle/with-claim.ts';
import { adopt } from './adopt.ts';
import { type Begun, begin } from './begin.ts';
import { findingAfter } from './finding.ts';
import { holdBack, noteTrouble } from './hold.ts';
import type { PlaceDeps } from './place-deps.ts';
import { type Preflight, preflight } from './preflight.ts';
import { recordOutcome } from './record-outcome.ts';
import { send } from './send.ts';

/** Whoever takes over a committed attempt knows nothing of it, a crash included: unknown, never unsent. */
const INTERRUPTED: Outcome = {
  kind: 'unknown',
  code: 'INTERRUPTED',
  message: 'The bot stopped before it had read the answer.',
};

/** Takes one approved request as far as it goes: at most one CreateInterconnect. False when none is due. */
export function place(deps: PlaceDeps): Promise<boolean> {
  const only = deps.dryRun ? 'rehearsals' : undefined;
  return withClaim(deps, { worker: 'place', only, begin: begin(deps) }, async (claim, begun) => {
    if (begun.kind === 'interrupted')
      await recordOutcome(deps, claim, { attempt: begun.attempt, outcome: INTERRUPTED });
    else await look(deps, claim, begun);
  });
}

/** Step 3 and what follows from it. */
async function look(
  deps: PlaceDeps,
  claim: Claim,
  begun: Extract<Begun, { kind: 'to_place' }>,
): Promise<void> {
  const looked = await claim.keep(() => preflight(deps, claim.request, begun));
  switch (looked.kind) {
    case 'hold':
      return holdBack(deps, claim, looked.hold);
    case 'drifted':
      return noLongerOffered(claim, looked.reason);
    case 'clear':
      return send(deps, claim, begun, looked);
    case 'people':
      return askPeople(claim, looked);
    case 'found':
      return takeOver(deps, claim, looked);
  }
}

/** This request's port is there: taken over. Where somebody else was faster with it, people have to look. */
function takeOver(
  deps: PlaceDeps,
  claim: Claim,
  found: Extract<Preflight, { kind: 'found' }>,
): Promise<void> {
  return claim.end(async (tx, request, lease) => {
    if (await adopt(tx, request, found, 'before_placing', lease)) return;
    const message = `${found.interconnect.interconnectId} bears this order's tag and can't be taken over.`;
    await noteTrouble(deps, tx, request, { kind: 'could_not_look', code: 'TAG_TAKEN', message }, lease);
  });
}

/** Nothing is sent while a port is there that may be this order's. */
function askPeople(
  claim: Claim,
  { attempt, finding }: Extract<Preflight, { kind: 'people' }>,
): Promise<void> {
  return claim.end(async (tx, request, lease) => {
    if (request.state.status !== 'approved') return;
    await askToDecide(tx, request, attempt, finding, lease, tx.now);
  });
}

/** Back to whoever asked; but never where a port may exist: then people decide. */
function noLongerOffered(claim: Claim, reason: string): Promise<void> {
  return claim.end(async (tx, request, lease) => {
    if (request.state.status !== 'approved') return;
    if (await sendBack(tx, request, reason, { lease })) return;
    const attempts = await tx.attempts.of(request.id);
    const finding = findingAfter(attempts, request, 'not_there');
    await askToDecide(tx, request, attempts.at(-1)?.number ?? 0, finding, lease, tx.now, reason);
  });
}
