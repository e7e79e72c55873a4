import { slackCode } from '../outbound/slack-error.ts';
import { StartError } from '../start/start-error.ts';

const WRONG = "Slack doesn't know this token. Copy it again from Basic Information, App-Level Tokens.";
const REVOKED = 'the token was revoked. Make a new one with connections:write.';

/** Slack's refusals of an app token that no later try will change. Source: apps.connections.open's error table. */
const FOR_GOOD: Readonly<Record<string, string>> = {
  invalid_auth: WRONG,
  not_authed: WRONG,
  token_revoked: REVOKED,
  token_expired: REVOKED,
  account_inactive: 'the app was removed from the workspace. Install it again.',
  user_removed_from_team: 'the app was removed from the workspace. Install it again.',
  team_disabled: 'the workspace is disabled. Its owners have to bring it back.',
  not_allowed_token_type: 'this is not an app-level token. Use the one that starts with xapp-.',
  missing_scope: 'the token lacks connections:write. Make a new one with it.',
};

/** What is wrong with the app token for good, and what to do; undefined where a later try may succeed. */
export function appTokenProblem(error: unknown): StartError | undefined {
  const words = FOR_GOOD[slackCode(error)];
  return words === undefined ? undefined : new StartError(`SLACK_APP_TOKEN: ${words}`, { cause: error });
}
