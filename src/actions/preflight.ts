import { checkAgainstCatalog, type ListedInterconnect } from '../domain/catalog.ts';
import type { Hold, Request } from '../domain/request.ts';
import { REQUEST_TAG } from '../domain/tags.ts';
import { AwsReadError } from './errors.ts';
import type { DirectConnect } from './ports.ts';

/** Whether an approved order may be sent now. */
export type Preflight =
  | { kind: 'clear'; accountId: string | null; sameNameIds: string[] }
  /** A port with this request's tag is there already: taken over, not ordered again. */
  | { kind: 'found'; accountId: string | null; interconnect: ListedInterconnect }
  /** What was approved is no longer offered. */
  | { kind: 'drifted'; reason: string }
  | { kind: 'hold'; hold: Hold };

/** Looks before an order leaves: the account, the catalog, and every page of interconnects for this request's tag. */
export async function preflight(aws: DirectConnect, request: Request): Promise<Preflight> {
  const { region } = request.order;
  try {
    const [account, offer, listing] = await Promise.all([
      aws.account(),
      aws.offer(region),
      aws.interconnects(region, 'tags'),
    ]);
    if (request.accountId !== null) {
      if (account.kind === 'not_known') return hold('could_not_look', account.code, account.message);
      if (account.accountId !== request.accountId) {
        const message = `The bot's credentials are account ${account.accountId}'s; approved was account ${request.accountId}.`;
        return hold('wrong_account', 'WRONG_ACCOUNT', message);
      }
    }
    if (listing.kind === 'could_not_look') return hold('could_not_look', listing.code, listing.message);
    const accountId = account.kind === 'known' ? account.accountId : null;
    const ours = listing.interconnects.find((port) => bearsTag(port, request.id));
    if (ours) return { kind: 'found', accountId, interconnect: ours };
    if (request.order.lagId && !offer.lags) {
      return hold('could_not_look', 'LagsUnknown', 'The LAGs could not be read.');
    }
    const { locations, lags = [] } = offer;
    const catalog = { region, locations, lags, interconnects: [], readAt: undefined, refusal: undefined };
    const [misfit] = checkAgainstCatalog(request.order, catalog);
    if (misfit) return { kind: 'drifted', reason: misfit.message };
    const sameNameIds = listing.interconnects
      .filter((port) => port.name === request.order.interconnectName)
      .map((port) => port.interconnectId);
    return { kind: 'clear', accountId, sameNameIds };
  } catch (error) {
    if (error instanceof AwsReadError) return hold('could_not_look', error.code, error.message);
    throw error;
  }
}

/** Whether a listed port carries this request's tag. */
export function bearsTag(port: ListedInterconnect, requestId: string): boolean {
  return port.tags?.some((tag) => tag.key === REQUEST_TAG && tag.value === requestId) ?? false;
}

function hold(kind: Hold['kind'], code: string, message: string): Preflight {
  return { kind: 'hold', hold: { kind, code, message } };
}
