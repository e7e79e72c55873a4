import type { ListedInterconnect } from '../domain/catalog.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Hold, Request } from '../domain/request.ts';
import { ATTEMPT_TAG, isTagValue, REQUEST_TAG, type Tag, THREAD_TAG } from '../domain/tags.ts';
import { adopt } from './adopt.ts';
import { apply } from './apply.ts';
import { commitAttempt } from './commit-attempt.ts';
import { holdBack, holdFrozen } from './hold.ts';
import { keepLease, LEASE_MS } from './keep-lease.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Sender, Store } from './ports.ts';
import { preflight } from './preflight.ts';
import { recordOutcome } from './record-outcome.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Takes one approved request as far as it goes: at most one CreateInterconnect. False when none is due. */
export async function place(deps: PlaceDeps): Promise<boolean> {
  const claim = await deps.store.transaction((tx) => tx.claimRequest(['approved', 'placing'], LEASE_MS));
  if (!claim) return false;
  const { request, token } = claim;
  if (request.state.status === 'placing') {
    await recordOutcome(deps, request.id, request.state.attempt, token, INTERRUPTED);
  } else if (!(await finishUnsent(deps, request, token))) {
    await look(deps, request, token);
  }
  await deps.store.transaction((tx) => tx.releaseRequest(request.id, token));
  return true;
}

/** Step 3 and what follows from it. */
async function look(deps: PlaceDeps, request: Request, token: number): Promise<void> {
  const looked = await keepLease(deps.store, request.id, token, () => preflight(deps.directConnect, request));
  switch (looked.kind) {
    case 'hold':
      return holdBack(deps, request.id, token, looked.hold);
    case 'drifted':
      return sendBack(deps.store, request.id, token, looked.reason);
    case 'clear':
      return send(deps, request, token, looked);
    case 'found':
      return takeOver(deps, request.id, token, looked);
  }
}

/** A port with this request's tag is there: taken over. Where another request holds it, people have to look. */
async function takeOver(
  deps: PlaceDeps,
  requestId: string,
  token: number,
  found: { accountId: string | null; interconnect: ListedInterconnect },
): Promise<void> {
  const adopted = await deps.store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    return (
      request !== undefined && (await adopt(tx, request, found, 'before_placing', { token, until: null }))
    );
  });
  if (adopted) return;
  const message = `${found.interconnect.interconnectId} bears this order's tag and can't be taken over.`;
  await holdBack(deps, requestId, token, { kind: 'could_not_look', code: 'TAG_TAKEN', message });
}

/** Whoever takes over a committed attempt knows nothing of it, a crash included: unknown, never unsent. */
const INTERRUPTED: Outcome = {
  kind: 'unknown',
  code: 'INTERRUPTED',
  message: 'The bot stopped before it had read the answer.',
};

/** Ends or holds what is not to be sent at all: expired, rehearsed, frozen. */
function finishUnsent(deps: PlaceDeps, claimed: Request, token: number): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const request = await tx.request(claimed.id);
    if (request?.state.status !== 'approved') return true;
    const lease = { token, until: null };
    if (tx.now >= request.state.at + request.rule.expiryHours * HOUR) {
      const expired = await apply(tx, request, { type: 'expired', at: tx.now }, { actor: null, lease });
      if (expired) await tx.say(request.id, 'dm', { kind: 'step', state: expired.state });
      return true;
    }
    if (request.dryRun) {
      const rehearsed = await apply(tx, request, { type: 'rehearsed', at: tx.now }, { actor: null, lease });
      if (rehearsed) await tx.say(request.id, 'dm', { kind: 'step', state: rehearsed.state });
      return true;
    }
    if (deps.frozen) {
      await holdFrozen(tx, request, lease);
      return true;
    }
    return false;
  });
}

async function sendBack(store: Store, requestId: string, token: number, reason: string): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    if (!request) return;
    const event = { type: 'sent_back', by: null, reason, at: tx.now } as const;
    const back = await apply(tx, request, event, { actor: null, lease: { token, until: null } });
    if (back) await tx.say(requestId, 'dm', { kind: 'step', state: back.state });
  });
}

/** Steps 4 and 5: credentials, permalink, the attempt's commit, the call, its outcome. */
async function send(
  deps: PlaceDeps,
  request: Request,
  token: number,
  clear: { accountId: string | null; sameNameIds: string[] },
): Promise<void> {
  const ready = await keepLease(deps.store, request.id, token, () => prepare(deps, request));
  if (ready.kind === 'hold') {
    await holdBack(deps, request.id, token, ready.hold);
    return;
  }
  const { sender, permalink } = ready;

  // Taken before the commit, so that the deadline is never later than promised.
  const deadline = deps.monotonic() + deps.deadlineMs;
  const attempt = await commitAttempt(deps, request, token, sender.endpoint, clear);
  if (attempt === undefined) return;
  const tags: Tag[] = [
    { key: REQUEST_TAG, value: request.id },
    { key: ATTEMPT_TAG, value: String(attempt) },
    // AWS would refuse the whole order for a link with a character that tags don't take.
    ...(permalink && isTagValue(permalink) ? [{ key: THREAD_TAG, value: permalink }] : []),
  ];
  const outcome = await sender.create(request.order, tags, deadline);
  await recordOutcome(deps, request.id, attempt, token, outcome, clear.accountId);
}

/** What the call needs and must not wait for once its attempt is committed. */
async function prepare(
  deps: PlaceDeps,
  request: Request,
): Promise<{ kind: 'ready'; sender: Sender; permalink: string | undefined } | { kind: 'hold'; hold: Hold }> {
  try {
    const sender = await deps.directConnect.prepare(request.order.region);
    return { kind: 'ready', sender, permalink: await threadOf(deps, request.id) };
  } catch (error) {
    const { code = 'CredentialsProviderError', message } = error as { code?: string; message: string };
    return { kind: 'hold', hold: { kind: 'not_sent', code, message } };
  }
}

async function threadOf(deps: PlaceDeps, requestId: string): Promise<string | undefined> {
  const surfaces = await deps.store.transaction((tx) => tx.surfaces(requestId));
  const card = surfaces.find(({ destination }) => destination === 'channel');
  if (!card?.channel || !card.ts) return undefined;
  return deps.threads.permalink(card.channel, card.ts);
}
