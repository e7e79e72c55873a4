import { checkAgainstCatalog, type ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { judgeTagged, type Looker, lookAlikes } from '../../domain/request/adoption.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Order } from '../../domain/request/order.ts';
import type { Finding, Hold, Request } from '../../domain/request/request.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Session } from '../../interfaces/direct-connect.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import { accountAsked } from './account-asked.ts';
import { lateUntil } from './finding.ts';
import { lookFor } from './looker.ts';
import type { PlaceDeps } from './place-deps.ts';

/** What a look may take, and what is to be left of the credentials after the deadline. */
const LOOK_MS = 60 * SECOND;
const LEFT_OVER_MS = 60 * SECOND;
/** So long what was read of the catalog serves. */
const CATALOG_MS = 5 * MINUTE;

type PreflightDeps = Pick<
  PlaceDeps,
  'store' | 'directConnect' | 'catalog' | 'now' | 'deadlineMs' | 'expectedAccount'
>;

/** What an order is sent with, and what was there before it. */
export interface Clear {
  session: Session;
  sameNameIds: string[];
  listedIds: string[];
  lagLinks: number | null;
}

/** Whether an approved order may be sent now. */
export type Preflight =
  | ({ kind: 'clear' } & Clear)
  /** This request's port is there already: taken over, not ordered again. */
  | { kind: 'found'; accountId: string; interconnect: ListedInterconnect }
  /** A port is there that may be this request's: nothing is ordered, people decide. */
  | { kind: 'people'; attempt: number; finding: Finding }
  /** What was approved is no longer offered. */
  | { kind: 'drifted'; reason: string }
  | { kind: 'hold'; hold: Hold };

/**
 * Looks before an order leaves, with one set of credentials that the order will use too: whose they are, the catalog,
 * and every page of interconnects for this request's tag.
 */
export async function preflight(
  deps: PreflightDeps,
  request: Request,
  { looker, attempts }: { looker: Looker; attempts: Attempt[] },
): Promise<Preflight> {
  const { region, lagId } = request.order;
  const accountId = accountAsked(request, attempts) ?? deps.expectedAccount ?? null;
  const validForMs = LOOK_MS + deps.deadlineMs + LEFT_OVER_MS;
  const opened = await deps.directConnect.open({ accountId, region }, validForMs);
  if (opened.kind === 'wrong_account') {
    const own = `The bot's credentials are account ${opened.accountId}'s`;
    const message =
      accountId === null
        ? `${own}, which isn't among the accounts of the rules file; no account was known at the approval.`
        : `${own}; approved was account ${accountId}.`;
    return hold('wrong_account', 'WRONG_ACCOUNT', message);
  }
  if (opened.kind !== 'open') return hold('could_not_look', opened.code, opened.message);
  const { session } = opened;
  try {
    const [offer, listing] = await Promise.all([
      fitsInWhatWasRead(deps, request.order, accountId) ? undefined : session.offer(),
      lookFor(deps, { session, where: { accountId, region }, looker, lagId }),
    ]);
    if (listing.kind === 'could_not_look') return hold('could_not_look', listing.code, listing.message);
    const { interconnects, untold, lagLinks = null, judge } = listing;
    const tagged = judgeTagged(judge, interconnects);
    if (tagged.kind === 'adopt') {
      return { kind: 'found', accountId: session.accountId, interconnect: tagged.interconnect };
    }
    const attempt = attempts.at(-1)?.number ?? 0;
    const looked = 'not_there' as const;
    const until = { lagLinks: null, lateUntil: lateUntil(attempts) };
    if (tagged.kind === 'people') {
      return {
        kind: 'people',
        attempt,
        finding: { looked, candidates: [], tagged: tagged.tagged, ...until },
      };
    }
    if (untold.length > 0) {
      return hold('could_not_look', 'TAGS_UNKNOWN', `AWS did not tell the tags of ${untold.join(', ')}.`);
    }
    const accepted = request.state.status === 'approved' ? request.state.accepted : [];
    const alike = lookAlikes(judge, interconnects).map(({ interconnectId }) => interconnectId);
    const unseen = alike.filter((id) => !accepted.includes(id));
    const mayHaveArrived = attempts.some(({ outcome }) => outcome === 'throttled' || outcome === 'unknown');
    const gained = linksGained(request, attempts, lagLinks);
    if (mayHaveArrived && (unseen.length > 0 || gained)) {
      const finding: Finding = { looked, candidates: alike, tagged: [], ...until, lagLinks: gained };
      return { kind: 'people', attempt, finding };
    }
    if (offer) {
      if (lagId && !offer.lags) return hold('could_not_look', 'LagsUnknown', 'The LAGs could not be read.');
      const { locations, lags = [] } = offer;
      const catalog = { region, locations, lags, interconnects: [], readAt: undefined, refusal: undefined };
      const [misfit] = checkAgainstCatalog(request.order, catalog);
      if (misfit) return { kind: 'drifted', reason: misfit.message };
    }
    const listedIds = interconnects.map(({ interconnectId }) => interconnectId);
    const sameNameIds = interconnects
      .filter(({ name }) => name === request.order.interconnectName)
      .map(({ interconnectId }) => interconnectId);
    return { kind: 'clear', session, sameNameIds, listedIds, lagLinks };
  } catch (error) {
    if (error instanceof AwsReadError) return hold('could_not_look', error.code, error.message);
    throw error;
  }
}

/**
 * Whether the order fits into what was read of the catalog within the last minutes; else AWS is asked, so that no order
 * goes back to people because of something old. One that AWS has stopped offering since is refused by AWS.
 */
function fitsInWhatWasRead({ catalog, now }: PreflightDeps, order: Order, accountId: string | null): boolean {
  const read = catalog.of({ accountId, region: order.region });
  const age = read.readAt === undefined ? Number.NaN : now() - read.readAt;
  // A LAG fills up: AWS is asked each time.
  return (
    order.lagId === undefined &&
    age >= 0 &&
    age <= CATALOG_MS &&
    checkAgainstCatalog(order, read).length === 0
  );
}

/** What the LAG has gained since the first try of this approval: what AWS said it had not made may be there, unseen. */
function linksGained(
  { state }: Request,
  attempts: readonly Attempt[],
  now: number | null,
): Finding['lagLinks'] {
  const votesFor = state.status === 'approved' ? state.votesFor : 0;
  const before = attempts.find(({ number }) => number > votesFor)?.lagLinks ?? null;
  return before !== null && now !== null && now > before ? { before, now } : null;
}

function hold(kind: Hold['kind'], code: string, message: string): Preflight {
  return { kind: 'hold', hold: { kind, code, message } };
}
