import { type FetchFunction, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Meter } from '../../interfaces/meter.ts';
import { callLogger } from './bolt-logger.ts';
import { measuredFetch } from './measured-fetch.ts';

const CALL_MS = 10_000;
/** Where a 429 doesn't say how long. */
const RETRY_AFTER_SECONDS = '1';

/**
 * One try, one limit: whoever calls decides what a failure means. Slack's client by itself tries a lost
 * chat.postMessage again, which posts twice, and lets one 429 hold all other calls.
 */
export function webClientOptions(
  apiUrl: string | undefined,
  meter?: Pick<Meter, 'slackCall'>,
): WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
    fetch: meter ? measuredFetch(fetchSayingHowLong, meter) : fetchSayingHowLong,
  };
}

/** A 429 without Retry-After becomes one with it: Slack's client makes of it an error without any code. */
const fetchSayingHowLong: FetchFunction = async (...request) => {
  const answer = await fetch(...request);
  if (answer.status !== 429 || answer.headers.has('retry-after')) return answer;
  return new Response(answer.body, { status: 429, headers: { 'retry-after': RETRY_AFTER_SECONDS } });
};

/** The bot's own way to the Web API, for what happens outside a click; `meter` counts each call. */
export function createWebClient(
  { botToken, apiUrl }: { botToken: string; apiUrl: string | undefined },
  log: Logger,
  meter?: Pick<Meter, 'slackCall'>,
): WebClient {
  return new WebClient(botToken, { ...webClientOptions(apiUrl, meter), logger: callLogger(log) });
}
