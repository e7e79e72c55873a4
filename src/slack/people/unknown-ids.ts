/** Slack's words for a person or group that isn't there. Source: the methods' own error tables. */
export const UNKNOWN_IDS = new Set([
  'no_such_subteam',
  'subteam_not_found',
  'invalid_usergroup',
  'user_not_found',
  'users_not_found',
]);

/** What Slack could not tell: of a group, a person or a channel, and its word. */
export interface Problem {
  id: string;
  code: string;
}
