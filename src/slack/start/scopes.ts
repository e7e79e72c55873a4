import { StartError } from './start-error.ts';

/** Every scope that the bot's calls need, and what for. manifest.yml asks for exactly these. */
export const NEEDED_SCOPES: Readonly<Record<string, string>> = {
  commands: 'the slash command and the shortcut',
  'chat:write': 'cards, thread lines, direct messages and private answers',
  'channels:read': 'the approvals channel',
  'groups:read': 'an approvals channel that is private',
  'channels:history': 'finding a message whose posting was interrupted',
  'groups:history': 'finding a message whose posting was interrupted in a private channel',
  'im:history': 'finding a message whose posting was interrupted among direct messages',
  'im:write': 'opening the direct message with whoever asked',
  'files:write': 'documents of an order in its thread',
  'files:read': 'whether Slack has shown a document',
  'usergroups:read': 'who is in the groups that may approve',
  'users:read': "people's names, and whether they are members of the workspace",
};

/**
 * Compares what Slack says was granted with what the bot needs; throws StartError with what is missing. Where Slack
 * says nothing, there is a warning to give.
 */
export function checkScopes(granted: readonly string[] | undefined): string[] {
  if (!granted) return ["Slack didn't say which scopes the app was granted: they are not checked."];
  const missing = Object.entries(NEEDED_SCOPES).filter(([scope]) => !granted.includes(scope));
  if (missing.length === 0) return [];
  const list = missing.map(([scope, purpose]) => `${scope} (${purpose})`).join(', ');
  throw new StartError(`SLACK_BOT_TOKEN: the app lacks ${list}. Install it again from manifest.yml.`);
}
