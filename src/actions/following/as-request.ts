import { type Accounts, labelOf } from '../../domain/account.ts';
import { findLocation, type ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { Person } from '../../domain/person.ts';
import { followingForm } from '../../domain/request/follows-only.ts';
import type { Order } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Rule } from '../../domain/rules/policy.ts';
import { tagProblem } from '../../domain/tags.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Judging, Unsure } from '../deciding/who-may.ts';
import { fingerprint } from '../submitting/fingerprint.ts';
import { newRequestId } from '../submitting/request-id.ts';
import { tagWarnings } from './claims.ts';
import type { There } from './port-there.ts';

/** Why there is a request at all: it stands on the card as a reason does. */
const REASON = 'The bot did not order it: it was at AWS already.';
/** Where no rule is for such a port, whoever follows it is called alone. */
const NO_RULE: Rule = { name: 'none', approvers: [], quorum: 1, expiryHours: 1 };

/**
 * A request that only follows a port, as it stands from the beginning: ordered, by nobody's vote and no attempt. The rule
 * that would be for such an order says who is called when something is wrong with the port.
 */
export async function asRequest(
  at: Snapshot,
  { judging, catalog, accounts }: { judging: Judging; catalog: Pick<Catalog, 'of'>; accounts: Accounts },
  { place, accountId, seen }: There,
  by: Person,
): Promise<Request | Unsure> {
  const { region } = place;
  const { interconnectId, state: portState, location } = seen;
  const order = orderOf(region, seen);
  const { now } = at;
  const request: Request = {
    id: newRequestId(),
    submissionId: followingForm({ accountId, region }, interconnectId),
    revision: 1,
    version: 1,
    requester: by,
    beneficiary: null,
    reason: REASON,
    order,
    locationName: findLocation(catalog.of(place), location)?.name ?? location,
    warnings: await tagWarnings(at, seen),
    accountId,
    accountLabel: labelOf(accounts, accountId),
    fingerprint: fingerprint(order, accountId),
    rule: NO_RULE,
    dryRun: false,
    createdAt: now,
    askedAt: now,
    reminded: 0,
    nudgedAt: null,
    escalatedAt: null,
    expiresAt: now,
    dueAt: null,
    trace: null,
    state: { status: 'ordered', by: [], at: now, attempt: 0, interconnectId, portState },
  };
  const rule = judging.ruleNow(request);
  return rule && 'kind' in rule ? rule : { ...request, rule: rule ?? NO_RULE };
}

/** What AWS shows of it, as far as an order would say it; tags that nobody can ask for are left out. */
function orderOf(region: string, seen: ListedInterconnect): Order {
  const { location, bandwidth, name: interconnectName, lagId, providerName, macsecCapable, tags = [] } = seen;
  return {
    region,
    location,
    bandwidth,
    interconnectName,
    ...(lagId === undefined ? {} : { lagId }),
    ...(providerName === undefined ? {} : { providerName }),
    requestMACSec: macsecCapable ?? false,
    tags: tags.filter((tag) => tagProblem(tag) === undefined),
  };
}
