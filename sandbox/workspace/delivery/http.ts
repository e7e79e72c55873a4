import { createHmac } from 'node:crypto';
import type { Forgery, Json } from '../types.ts';

/** Posts one payload to a request URL, signed as Slack signs: HMAC-SHA256 over `v0:timestamp:body`. */
export async function postSigned(
  url: string,
  payload: Json,
  secret: string,
  forgery: Forgery = {},
  signal?: AbortSignal,
): Promise<{ status: number; body: string; contentType: string }> {
  const { body, contentType } = encode(payload);
  const timestamp = forgery.timestamp ?? Math.floor(Date.now() / 1000);
  const signature = forgery.signature ?? sign(forgery.secret ?? secret, timestamp, body);
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-signature': signature,
      'x-slack-request-timestamp': String(timestamp),
      ...retryHeaders(forgery),
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return {
    status: response.status,
    body: await response.text(),
    contentType: response.headers.get('content-type') ?? '',
  };
}

function retryHeaders({ retryNum, retryReason }: Forgery): Record<string, string> {
  return {
    ...(retryNum === undefined ? {} : { 'x-slack-retry-num': String(retryNum) }),
    ...(retryReason === undefined ? {} : { 'x-slack-retry-reason': retryReason }),
  };
}

/** The X-Slack-Signature of a body. */
export function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Commands travel as a form, interactions as a form with one `payload`, events as JSON. */
function encode(payload: Json): { body: string; contentType: string } {
  if (payload.type === 'event_callback' || payload.type === 'url_verification')
    return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    payload.command === undefined
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** Reads an HTTP answer's body as Slack does: JSON, or text that a slash command shows. */
export function parseAnswer(body: string, contentType: string): unknown {
  if (body === '') return undefined;
  if (!contentType.startsWith('application/json')) return { text: body };
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
