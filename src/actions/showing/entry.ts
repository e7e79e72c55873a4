import type { Request } from '../../domain/request/request.ts';
import { quorumOf } from '../../domain/rules/permission.ts';
import type { Listed } from '../../interfaces/lists.ts';
import type { ViewDeps } from './request-view.ts';

/** One request as lists show it. */
export interface Entry {
  request: Request;
  /** How many have approved, and how many it takes now. */
  approvals: number;
  quorum: number;
  /** This bot runs with DRY_RUN. */
  rehearsing: boolean;
  /** The card, once it was posted. */
  card: { channel: string; ts: string } | undefined;
}

/** What a list shows of a request. */
export function toEntry({ request, approvals, card }: Listed, { judging, dryRun }: ViewDeps): Entry {
  const rule = judging.ruleNow(request);
  return {
    request,
    approvals,
    quorum: quorumOf(request, rule && 'kind' in rule ? undefined : rule),
    rehearsing: dryRun,
    card,
  };
}
