import { ErrorCode } from '@slack/web-api';
import { SlackReadError } from '../actions/errors.ts';
import type { Told } from '../actions/ports.ts';

interface WebApiError {
  code?: string;
  data?: { error?: string };
  retryAfter?: number;
}

/** Answers after which Slack may still have done a part. Source: the methods' own error tables. */
const MAYBE_DONE = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);
/** Where a 429 doesn't say how long. */
const RATE_LIMIT_MS = 1_000;

/** Slack's error word, or the client's code where Slack didn't answer. */
export function slackCode(error: unknown): string {
  const { code, data } = error as WebApiError;
  return data?.error ?? code ?? 'unknown_error';
}

/** What a failed write came to: certainly not done, to be done later, or unknown. */
export function judgeWrite(error: unknown): Exclude<Told, { kind: 'told' }> {
  const { code, retryAfter } = error as WebApiError;
  if (code === ErrorCode.RateLimitedError) {
    return { kind: 'later', ms: retryAfter ? retryAfter * 1_000 : RATE_LIMIT_MS };
  }
  const word = slackCode(error);
  if (code === ErrorCode.PlatformError && !MAYBE_DONE.has(word)) return { kind: 'refused', code: word };
  return { kind: 'unknown', code: word };
}

/** Runs a read; whatever goes wrong becomes a SlackReadError. */
export async function reading<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw new SlackReadError(slackCode(error), error);
  }
}
