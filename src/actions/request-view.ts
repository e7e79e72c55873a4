import type { Tx } from './ports.ts';
import type { RequestView } from './slack-ports.ts';

/** One request with its votes and card; undefined where it isn't known. */
export async function requestView(tx: Tx, requestId: string): Promise<RequestView | undefined> {
  const request = await tx.peekRequest(requestId);
  if (!request) return undefined;
  const surfaces = await tx.surfaces(requestId);
  const channel = surfaces.find(({ destination }) => destination === 'channel');
  return {
    request,
    votes: await tx.votes(requestId, request.revision, 0),
    card: channel?.channel && channel.ts ? { channel: channel.channel, ts: channel.ts } : undefined,
  };
}
