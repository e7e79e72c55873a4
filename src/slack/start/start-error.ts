/** The bot can't start, or go on, with what Slack says: one line that names the setting and says what to do. */
export class StartError extends Error {
  readonly code = 'START';
}
