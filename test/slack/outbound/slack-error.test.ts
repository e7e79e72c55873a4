import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../sandbox/workspace/index.ts';
import type { WebFault, Workspace } from '../../../sandbox/workspace/types.ts';
import { webClientOptions } from '../../../src/slack/connection/web-client.ts';
import { judge } from '../../../src/slack/outbound/slack-error.ts';

let slack: Workspace;
beforeAll(async () => {
  slack = await startWorkspace();
});
afterAll(() => slack.close());

const error = (word: string): WebFault => ({ kind: 'error', error: word });
const status = (code: number, retryAfter?: number): WebFault => ({
  kind: 'status',
  status: code,
  when: 'before',
  ...(retryAfter ? { retryAfter } : {}),
});

/** What one call comes to whose answer is this. */
async function judged(fault: WebFault) {
  const client = new WebClient(slack.botToken, {
    ...webClientOptions(slack.apiUrl),
    timeout: fault.kind === 'slow' ? 100 : 10_000,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
      setLevel: () => undefined,
      getLevel: () => 'error' as never,
      setName: () => undefined,
    },
  });
  slack.fault('auth.test', fault);
  return client.auth.test().then(() => 'told', judge);
}

describe('what a failed call came to', () => {
  test.each<[WebFault, unknown]>([
    [status(429, 30), { kind: 'later', code: 'ratelimited', ms: 30_000 }],
    [status(429), { kind: 'later', code: 'ratelimited', ms: expect.any(Number) }],
    [error('ratelimited'), { kind: 'later', code: 'ratelimited', ms: 1_000 }],
    [error('message_not_found'), { kind: 'gone' }],
    [error('thread_not_found'), { kind: 'gone' }],
    [error('invalid_blocks'), { kind: 'refused', scope: 'message', code: 'invalid_blocks' }],
    [error('msg_blocks_too_long'), { kind: 'refused', scope: 'message', code: 'msg_blocks_too_long' }],
    [error('is_archived'), { kind: 'refused', scope: 'place', code: 'is_archived' }],
    [error('channel_not_found'), { kind: 'refused', scope: 'place', code: 'channel_not_found' }],
    [error('not_in_channel'), { kind: 'refused', scope: 'place', code: 'not_in_channel' }],
    [error('user_disabled'), { kind: 'refused', scope: 'place', code: 'user_disabled' }],
    [error('token_revoked'), { kind: 'refused', scope: 'bot', code: 'token_revoked' }],
    [error('missing_scope'), { kind: 'refused', scope: 'bot', code: 'missing_scope' }],
    [
      error('cannot_reply_to_message'),
      { kind: 'refused', scope: 'message', code: 'cannot_reply_to_message' },
    ],
    ...['slack_connect_canvas_sharing_blocked', 'slack_connect_lists_sharing_blocked'].map(
      (code): [WebFault, unknown] => [error(code), { kind: 'refused', scope: 'place', code }],
    ),
    ...['app_access_restricted', 'team_not_found'].map((code): [WebFault, unknown] => [
      error(code),
      { kind: 'refused', scope: 'bot', code },
    ]),
    [error('update_failed'), { kind: 'unknown', code: 'update_failed' }],
    [
      {
        kind: 'error',
        error: 'invalid_blocks',
        messages: ['[ERROR] too long', '[WARN] too long', `[ERROR] ${'x'.repeat(1_000)}`, 'a', 'b', 'c', 'd'],
      },
      {
        kind: 'refused',
        scope: 'message',
        code: 'invalid_blocks',
        details: ['too long', `${'x'.repeat(299)}…`, 'a', 'b', 'c'],
      },
    ],
    [error('a_word_of_tomorrow'), { kind: 'refused', scope: 'unclear', code: 'a_word_of_tomorrow' }],
    [error('internal_error'), { kind: 'unknown', code: 'internal_error' }],
    [error('fatal_error'), { kind: 'unknown', code: 'fatal_error' }],
    [status(500), { kind: 'unknown', code: 'slack_webapi_http_error' }],
    [
      { kind: 'reset', when: 'after' },
      { kind: 'unknown', code: 'slack_webapi_request_error' },
    ],
    [
      { kind: 'slow', ms: 300 },
      { kind: 'unknown', code: 'slack_webapi_request_error' },
    ],
  ])('%j', async (fault, told) => {
    expect(await judged(fault)).toEqual(told);
  });
});
