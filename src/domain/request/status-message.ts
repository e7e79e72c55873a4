import type { Destination } from './line.ts';

/** A message of ours that shows a request as it stands: the card in the channel, or the one in the DM. */
export interface StatusMessage {
  requestId: string;
  destination: Destination;
  /** Where it is: for a DM null until the conversation was opened. */
  channel: string | null;
  ts: string | null;
  /** `sending`: a first post was under way; only then is it searched for before it is posted again. */
  posting: 'not_posted' | 'sending' | 'posted';
  /** What stood there before its present post, if anything did: no search needs to look further back. */
  lastTs: string | null;
  /** What its present post is sent with, so that it can be told from a forged one; null before. */
  nonce: string | null;
  wanted: number;
  drawn: number;
  /** What Slack was last seen to show of it; null where nobody knows. */
  shown: string | null;
  failures: number;
  /** Not to be drawn, and its lines not to be told, before then; epoch milliseconds. */
  drawAfter: number;
  tellAfter: number;
}
