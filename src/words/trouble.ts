import { clip } from '../domain/text.ts';

/** Something that Slack refuses until somebody mends it. */
export interface Refusal {
  scope: 'message' | 'place' | 'bot';
  code: string;
  channel: string | null;
  requestId: string | null;
  /** Slack's own words about what is wrong. */
  details?: string[];
}

/** What the words about it name: the bot, and the channel where people decide. */
export interface TroubleNames {
  bot: string;
  approvals: { id: string; name: string };
}

const REVOKED =
  "The bot's token was revoked. Install the app again, set SLACK_BOT_TOKEN to its new token and restart.";

/** How much of Slack's own words is repeated, in code points. */
const SAID_MAX = 600;

/** What to do about the whole bot. */
const BOT: Readonly<Record<string, string>> = {
  token_revoked: REVOKED,
  account_inactive: REVOKED,
  token_expired: REVOKED,
  invalid_auth:
    "Slack doesn't know the bot's token any more. Set SLACK_BOT_TOKEN to the app's token and restart.",
  missing_scope: 'The app lacks a scope. Compare it with manifest.yml, install it again and restart.',
};

/** What Slack refuses, and what to do about it, in one line for whoever runs the bot. */
export function troubleText(
  { scope, code, channel, requestId, details = [] }: Refusal,
  names: TroubleNames,
): string {
  switch (scope) {
    case 'bot':
      return `${BOT[code] ?? `Slack refuses everything the bot says. Look ${code} up in Slack's documentation.`} (${code})`;
    case 'message':
      return `Slack refused to show a message of ${requestId}; it went out shortened or not at all.${said(details)} The bot's log has it: please report it. (${code})`;
    case 'place':
      return `${placeText(code, channel, names)} Nothing is lost: it is told when that is mended. (${code})`;
  }
}

function said(details: string[]): string {
  return details.length === 0 ? '' : ` Slack says: "${clip(details.join('; '), SAID_MAX)}".`;
}

function placeText(code: string, channel: string | null, { bot, approvals }: TroubleNames): string {
  if (channel === null || channel.startsWith('D')) return 'A direct message is refused.';
  const place = channel === approvals.id ? `#${approvals.name}` : `The channel ${channel}`;
  switch (code) {
    case 'is_archived':
    case 'is_inactive':
      return `${place} is archived. Unarchive it.`;
    case 'not_in_channel':
      return `The bot is not in ${place}. Invite it there: /invite @${bot}.`;
    case 'channel_not_found':
      return `${place} is gone, or private and without the bot. Invite it there (/invite @${bot}), or set APPROVAL_CHANNEL for new requests.`;
    default:
      return `${place} takes no messages of the bot. Look at the channel's posting permissions.`;
  }
}
