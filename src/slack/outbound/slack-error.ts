import { ErrorCode } from '@slack/web-api';
import { clip } from '../../domain/text.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { NotTold, Scope } from '../../interfaces/chat.ts';
import { SlackReadError } from '../../interfaces/errors.ts';

interface WebApiError {
  /** A DOMException's is a number. */
  code?: string | number;
  name?: string;
  data?: { error?: string; errors?: unknown; response_metadata?: { messages?: unknown } };
  retryAfter?: number;
}

const DETAILS_MOST = 5;
const DETAIL_MAX = 300;
/** Where Slack doesn't say how long. */
const RATE_LIMIT_MS = SECOND;

/** Answers after which Slack may still have done a part. Source: the methods' own error tables. */
const MAYBE_DONE = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'update_failed',
]);
const GONE = new Set(['message_not_found', 'thread_not_found']);
const LIMITED = new Set(['ratelimited', 'rate_limited']);
/** Refusals that pass by themselves, so Slack says. */
const PASSING = new Set(['team_added_to_org']);

/** What Slack refuses until somebody changes something, and what it is about. Source: the methods' own error tables. */
const REFUSALS: ReadonlyMap<string, Scope> = new Map([
  ...words(
    'message',
    'invalid_blocks invalid_blocks_format invalid_attachments msg_too_long msg_blocks_too_long no_text',
    'invalid_arguments invalid_arg_name invalid_array_arg invalid_form_data markdown_text_conflict',
    'invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app',
    'too_many_attachments cant_update_message edit_window_closed cannot_reply_to_message',
  ),
  ...words(
    'place',
    'channel_not_found is_archived is_inactive not_in_channel restricted_action restricted_action_read_only_channel',
    'restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked',
    'user_not_found users_not_found user_disabled user_not_visible cannot_dm_bot messages_tab_disabled',
    'ekm_access_denied no_permission slack_connect_file_link_sharing_blocked external_channel_migrating',
    'slack_connect_canvas_sharing_blocked slack_connect_lists_sharing_blocked',
  ),
  ...words(
    'bot',
    'invalid_auth not_authed account_inactive token_revoked token_expired missing_scope not_allowed_token_type',
    'access_denied accesslimited org_login_required enterprise_is_restricted team_access_not_granted',
    'two_factor_setup_required app_access_restricted team_not_found',
  ),
]);

function words(scope: Scope, ...lists: string[]): [string, Scope][] {
  return lists.flatMap((list) => list.split(' ')).map((word) => [word, scope]);
}

/** The click's trigger was used: the same click has come before, maybe to another process, and opened what it asks for. */
export const OPENED_ALREADY = 'exchanged_trigger_id';

/** Slack's error word, or the client's code where Slack didn't answer. */
export function slackCode(error: unknown): string {
  const { code, name, data } = error as WebApiError;
  return data?.error ?? (typeof code === 'string' ? code : (name ?? 'unknown_error'));
}

/** What Slack's word is about; undefined where a later try may succeed. */
export function scopeOf(word: string): Scope | undefined {
  return REFUSALS.get(word);
}

/** What a failed call came to: to be done later, refused and by what right, gone, or unknown. */
export function judge(error: unknown): NotTold {
  const { code, retryAfter } = error as WebApiError;
  if (code === ErrorCode.RateLimitedError) {
    return { kind: 'later', code: 'ratelimited', ms: retryAfter ? retryAfter * SECOND : RATE_LIMIT_MS };
  }
  const word = slackCode(error);
  if (code !== ErrorCode.PlatformError || MAYBE_DONE.has(word)) return { kind: 'unknown', code: word };
  if (PASSING.has(word)) return { kind: 'later', code: word, ms: MINUTE };
  if (LIMITED.has(word)) return { kind: 'later', code: word, ms: RATE_LIMIT_MS };
  if (word === 'message_limit_exceeded') return { kind: 'later', code: word, ms: MINUTE };
  if (GONE.has(word)) return { kind: 'gone' };
  const details = detailsOf(error);
  const scope = REFUSALS.get(word) ?? 'unclear';
  return { kind: 'refused', scope, code: word, ...(details.length > 0 ? { details } : {}) };
}

/** Slack's own words about what is wrong, a few of them, each cut to a length that can be read. */
export function detailsOf(error: unknown): string[] {
  const { errors, response_metadata } = (error as WebApiError).data ?? {};
  const said = [response_metadata?.messages, errors].flatMap((list) => (Array.isArray(list) ? list : []));
  const words = said.map((one) =>
    typeof one === 'string' ? one.replace(/^\[\w+\] /, '') : JSON.stringify(one),
  );
  return [...new Set(words)].slice(0, DETAILS_MOST).map((one) => clip(one, DETAIL_MAX));
}

/** Runs a read; whatever goes wrong becomes a SlackReadError. */
export async function reading<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw new SlackReadError(judge(error), error);
  }
}
