import * as z from 'zod';

/** What Slack sends over a Socket Mode connection. */
export type Frame =
  | { kind: 'hello'; connections: number | undefined }
  /** Why: warning, refresh_requested, too_many_websockets, link_disabled. */
  | { kind: 'goodbye'; reason: string }
  | {
      kind: 'envelope';
      id: string;
      payload: Record<string, unknown>;
      retryNum: number | undefined;
      retryReason: string | undefined;
    }
  /** `id` where it is an envelope all the same, which Slack sends again until it is acked. */
  | { kind: 'unread'; why: string; id?: string };

const hello = z.looseObject({ num_connections: z.int().min(0).optional().catch(undefined) });
const goodbye = z.looseObject({ reason: z.string().catch('unknown') });
const identified = z.looseObject({ envelope_id: z.string().min(1) });
const envelope = z.looseObject({
  type: z.enum(['slash_commands', 'interactive', 'events_api']),
  envelope_id: z.string().min(1),
  payload: z.record(z.string(), z.unknown()),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});

/** Reads one frame; Slack's own client dies of one that is no object, and of an event without its members. */
export function readFrame(data: unknown): Frame {
  if (typeof data !== 'string') return { kind: 'unread', why: 'binary' };
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { kind: 'unread', why: 'no JSON' };
  }
  // By its type, since a schema that doesn't fit costs more than one that does.
  const { type } = (value ?? {}) as { type?: unknown };
  if (type === 'hello') return { kind: 'hello', connections: hello.parse(value).num_connections };
  if (type === 'disconnect') return { kind: 'goodbye', reason: goodbye.parse(value).reason.slice(0, 100) };
  const carried = envelope.safeParse(value);
  if (!carried.success) {
    const why = carried.error.issues[0]?.path.join('.') || 'no object';
    const named = identified.safeParse(value);
    return named.success ? { kind: 'unread', why, id: named.data.envelope_id } : { kind: 'unread', why };
  }
  const { envelope_id: id, retry_attempt: retryNum, retry_reason: retryReason } = carried.data;
  // As it came: what the schema hands back is a copy.
  const { payload } = value as { payload: Record<string, unknown> };
  return { kind: 'envelope', id, payload, retryNum, retryReason };
}
