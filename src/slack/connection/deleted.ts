/** What is read of an event about a message. */
export interface MessageEvent {
  subtype?: string | undefined;
  channel: string;
  deleted_ts?: string | undefined;
  message?: { subtype?: string | undefined; ts?: string | undefined } | undefined;
}

/**
 * The message that an event tells the deletion of. One with replies is not deleted but changed into a tombstone, so
 * that its thread lives on.
 */
export function deletedIn({
  subtype,
  channel,
  deleted_ts,
  message,
}: MessageEvent): { channel: string; ts: string } | undefined {
  const tombstone = subtype === 'message_changed' && message?.subtype === 'tombstone';
  const ts = subtype === 'message_deleted' ? deleted_ts : tombstone ? message?.ts : undefined;
  return ts === undefined ? undefined : { channel, ts };
}
