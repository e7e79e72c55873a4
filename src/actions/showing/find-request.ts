import { REQUEST_TAG } from '../../domain/tags.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/**
 * The ID of the request that is meant: by its own ID, as a port's tag has it or with the tag's name before it; by the
 * ID of the port that it holds, or that bears its tag without being its port; or by the link of its card or of anything in
 * that's thread, as the port's other tag has it. Undefined for none of ours.
 */
export async function findRequest(at: Snapshot, given: string): Promise<string | undefined> {
  const id = given.replace(/^<|[|>].*$/g, '').replace(new RegExp(`^${REQUEST_TAG}[=: ]+`), '');
  const link = linkedMessage(id);
  if (link) return (await at.messages.at(link.channel, link.ts))?.requestId;
  if (!id.toLowerCase().startsWith('dxcon-')) return normal(id);
  const [held] = await at.lists.holding(id.toLowerCase());
  return held ?? at.orphans.taggedFor(id.toLowerCase());
}

/** As it is stored, however it was typed. */
function normal(id: string): string {
  return id.toLowerCase().startsWith('ic-') ? `ic-${id.slice(3).toUpperCase()}` : id;
}

/** The message at the top of a thread, from Slack's own link to it or to a reply. */
function linkedMessage(id: string): { channel: string; ts: string } | undefined {
  const [, channel = '', seconds = '', rest = ''] =
    /^https:\/\/[^/]+\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?|$)/.exec(id) ?? [];
  if (channel === '') return undefined;
  const [, thread] = /[?&]thread_ts=(\d+\.\d{6})(?:&|$)/.exec(id) ?? [];
  return { channel, ts: thread ?? `${seconds}.${rest}` };
}
