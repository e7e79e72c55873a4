import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Slack's own advice: whatever is older may be a replay. What lies as far ahead could be replayed later. */
const MOST_APART_SECONDS = 5 * 60;

/**
 * Whether Slack signed these bytes, within five minutes of `now` (epoch milliseconds) either way. Source: "Verifying
 * requests from Slack"; Bolt's own check takes any timestamp of the future.
 */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string, now: number): boolean {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > MOST_APART_SECONDS) return false;
  const ours = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${ours}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
