import { quorumOf } from '../../domain/rules/permission.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { decisionKey } from '../attending/open-decision.ts';
import type { Judging } from '../deciding/who-may.ts';
import { isFrozenBySetting, processesNow } from '../placing/hold.ts';

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
  const messages = await tx.messages.of(requestId);
  const channel = messages.find(({ destination }) => destination === 'channel');
  const about = state.status === 'needs_decision' ? decisionKey(state.attempt) : 0;
  const ruleNow = judging.ruleNow(request);
  const freeze =
    (await tx.freeze.read()) ?? (isFrozenBySetting(await processesNow(tx)) ? 'setting' : undefined);
  return {
    request,
    votes: await tx.votes.of(requestId, request.revision, about),
    quorum: quorumOf(request, ruleNow && 'kind' in ruleNow ? undefined : ruleNow),
    freeze,
    rehearsing: dryRun,
    card: channel?.channel && channel.ts ? { channel: channel.channel, ts: channel.ts } : undefined,
  };
}
