import type { Attempt } from '../../domain/request/attempt.ts';
import type { Vote } from '../../domain/request/vote.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import type { Store } from '../../interfaces/store.ts';
import { decisionKey } from '../attending/open-decision.ts';
import { requestView, type ViewDeps } from './request-view.ts';

/** All that is known of a request, for whoever wants more than its card says. */
export interface RequestDetails {
  view: RequestView;
  /** Of the current revision, for the approval and for what was decided after its attempts. */
  votes: Vote[];
  /** By number. */
  attempts: Attempt[];
  /** Where its trail ends. */
  head: { seq: number; hash: string } | undefined;
}

/** Reads them at one moment; undefined for a request that isn't known. */
export function requestDetails(
  { store, ...deps }: ViewDeps & { store: Store },
  requestId: string,
): Promise<RequestDetails | undefined> {
  return store.read(async (at) => {
    const view = await requestView(at, deps, requestId);
    if (!view) return undefined;
    const { revision, state } = view.request;
    const votes = await at.votes.of(requestId, revision, 0);
    const about = 'attempt' in state ? decisionKey(state.attempt) : 0;
    if (about !== 0) votes.push(...(await at.votes.of(requestId, revision, about)));
    return {
      view,
      votes,
      attempts: await at.attempts.of(requestId),
      head: await at.audit.head(requestId),
    };
  });
}
