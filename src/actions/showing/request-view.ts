import { isOfBot, lettersOf } from '../../domain/port/loa.ts';
import { isAnnounced } from '../../domain/port/maintenance.ts';
import { standing } from '../../domain/port/standing.ts';
import type { Request } from '../../domain/request/request.ts';
import { hasEnded } from '../../domain/request/status.ts';
import { isOpen, quorumOf, rejectQuorumOf } from '../../domain/rules/permission.ts';
import type { CardPlace, RequestView } from '../../interfaces/chat.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { decisionKey } from '../attending/open-decision.ts';
import type { Judging } from '../deciding/who-may.ts';
import { pairView } from '../pairing/pair-view.ts';
import { isFrozenBySetting, processesNow } from '../placing/hold.ts';
import { askedAgain } from '../submitting/asked-again.ts';

/** What messages show besides what stands in the store. */
export interface ViewDeps {
  judging: Judging;
  /** DRY_RUN of this process. */
  dryRun: boolean;
}

/** One request with its votes and card; undefined where it isn't known. */
export async function requestView(
  tx: Snapshot,
  { judging, dryRun }: ViewDeps,
  requestId: string,
): Promise<RequestView | undefined> {
  const request = await tx.requests.read(requestId);
  if (!request) return undefined;
  const { state } = request;
  const about = state.status === 'needs_decision' ? decisionKey(state.attempt) : 0;
  const found = judging.ruleNow(request);
  const ruleNow = found && 'kind' in found ? undefined : found;
  const freeze =
    (await tx.freeze.read()) ?? (isFrozenBySetting(await processesNow(tx)) ? 'setting' : undefined);
  return {
    request,
    votes: await tx.votes.of(requestId, request.revision, about),
    quorum: quorumOf(request, ruleNow),
    rejectQuorum: rejectQuorumOf(request, ruleNow),
    freeze,
    rehearsing: dryRun,
    card: await cardPlace(tx, requestId),
    ...(hasEnded(state) ? {} : { pair: await pairView(tx, requestId, (id) => cardPlace(tx, id)) }),
    ...('interconnectId' in state ? await withPort(tx, request) : {}),
    ...(state.status === 'needs_decision' ? { now: tx.now, attempts: await tx.attempts.of(requestId) } : {}),
    ...(state.status === 'closed' ? { deletion: await tx.deletions.of(requestId) } : {}),
    ...(isOpen('request_again', state) ? { askedAgain: await askedAgainAs(tx, requestId) } : {}),
  };
}

/** Its port, and as long as it is followed what is the matter with that. */
async function withPort(
  tx: Snapshot,
  { id, state }: Request,
): Promise<Pick<RequestView, 'port' | 'alarms' | 'loa' | 'maintenance'>> {
  const port = await tx.ports.of(id);
  if (state.status !== 'ordered') return { port };
  // One that AWS has not made yet has no letter, and nothing is maintained: people wait for its first line.
  const isMade = port?.state !== 'requested';
  const wishes = isMade ? await tx.loa.of(id) : [];
  const fetching = wishes.some((wish) => wish.state === 'open');
  const letters = lettersOf(wishes, port?.seen.loaIssueTime);
  const { issuedAt } = letters;
  const isOutside = issuedAt !== null && issuedAt === port?.seen.loaIssueTime && !isOfBot(wishes, issuedAt);
  const maintenance = isMade ? await tx.maintenance.of([id]) : [];
  return {
    port,
    alarms: standing(await tx.alarms.of([id])),
    loa: { ...letters, fetching, ...(isOutside ? { outside: true } : {}) },
    maintenance: maintenance.filter(isAnnounced),
  };
}

async function cardPlace(tx: Snapshot, requestId: string): Promise<CardPlace | undefined> {
  const messages = await tx.messages.of(requestId);
  const card = messages.find(({ destination }) => destination === 'channel');
  return card?.channel && card.ts ? { channel: card.channel, ts: card.ts } : undefined;
}

/** What was asked for in its place last, if anything was. */
async function askedAgainAs(tx: Snapshot, requestId: string): Promise<RequestView['askedAgain']> {
  const id = await askedAgain(tx, requestId);
  return id === undefined ? undefined : { id, card: await cardPlace(tx, id) };
}
