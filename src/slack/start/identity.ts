import type { WebClient } from '@slack/web-api';
import { slackCode } from '../outbound/slack-error.ts';
import { type Ask, asking, type Pause } from './asking.ts';
import { checkScopes } from './scopes.ts';
import { StartError } from './start-error.ts';

/** Who the bot is, by its token. */
export interface Identity {
  botName: string;
  /** The bot's own IDs; undefined where Slack left one out. */
  bot: { id: string; userId: string } | undefined;
  /** The app that the token is of; undefined where Slack doesn't say. */
  appId: string | undefined;
  teamId: string;
  team: string;
  teamUrl: string;
  /** Enterprise Grid: the organisation that the workspace belongs to. */
  enterpriseId: string | undefined;
  /** What was not checked, or works only in part: a line each. */
  warnings: string[];
}

/** Asks Slack who the token is and what it may do; throws StartError if the bot can't work with that. */
export async function checkIdentity(client: WebClient, pause: Pause): Promise<Identity> {
  const { granted, ...identity } = await askIdentity(client, pause);
  return { ...identity, warnings: [...checkScopes(granted), ...identity.warnings] };
}

/** The same without judging the scopes; `granted`: those that Slack says the token has, if it says so. */
export async function askIdentity(
  client: WebClient,
  pause: Pause,
): Promise<Identity & { granted: readonly string[] | undefined }> {
  const ask = asking(pause);
  const identity = await ask(() => client.auth.test(), 'SLACK_BOT_TOKEN', {
    invalid_auth: "Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    not_authed: "Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    account_inactive: 'the token was revoked. Install the app again and copy the new one.',
    token_revoked: 'the token was revoked. Install the app again and copy the new one.',
    token_expired: 'the token has expired. Install the app again and copy the new one.',
  });
  const { bot_id, user_id, team_id, enterprise_id } = identity;
  if (identity.is_enterprise_install) {
    throw new StartError(
      'SLACK_BOT_TOKEN: the app is installed in a whole organisation. Install it in the one workspace where people ask and decide.',
    );
  }
  if (!team_id) throw new StartError("SLACK_BOT_TOKEN: Slack doesn't say of which workspace it is.");
  const warnings: string[] = [];
  if (enterprise_id) {
    warnings.push(
      `Enterprise Grid: the bot works for the workspace ${identity.team ?? team_id} alone; who is not a member of it may neither ask nor decide.`,
    );
  }
  const appId = identity.app_id ?? (await appOf(client, bot_id, ask, warnings));
  return {
    botName: identity.user ?? 'bot',
    bot: bot_id && user_id ? { id: bot_id, userId: user_id } : undefined,
    appId,
    teamId: team_id,
    team: identity.team ?? team_id,
    teamUrl: identity.url ?? 'https://slack.com/',
    enterpriseId: enterprise_id,
    warnings,
    granted: identity.response_metadata?.scopes,
  };
}

async function appOf(
  client: WebClient,
  bot: string | undefined,
  ask: Ask,
  warnings: string[],
): Promise<string | undefined> {
  let why = 'it names no bot';
  try {
    const appId = bot && (await ask(() => client.bots.info({ bot }), 'SLACK_BOT_TOKEN', {})).bot?.app_id;
    if (appId) return appId;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    why = slackCode(error.cause);
  }
  warnings.push(`Slack didn't say which app the bot is of (${why}): payloads are not checked for it.`);
  return undefined;
}
