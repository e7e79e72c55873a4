import type { WebClient } from '@slack/web-api';
import type { SlackDirectory } from './directory.ts';
import { judge, scopeOf, slackCode } from './slack-error.ts';
import { StartError } from './start-error.ts';

/** What Slack says of the bot and where it is. */
export interface SlackFacts {
  botName: string;
  /** The bot's own IDs; undefined where Slack left one out. */
  bot: { id: string; userId: string } | undefined;
  team: string;
  teamUrl: string;
  channel: string;
}

/** What is checked with Slack. */
export interface StartSettings {
  approvalChannel: string;
  quorum: number;
}

const SECOND = 1_000;
/** What may pass by itself is tried again so soon each time: a restart must not fail at one lost answer. */
const RETRY_MS = [SECOND, 2 * SECOND, 4 * SECOND];
/** A 429 that asks for more keeps the bot from starting now. */
const MOST_WAIT_MS = 30 * SECOND;

type Pause = (ms: number) => Promise<unknown>;

/** Asks Slack whether the bot can do its work; throws StartError with the first thing that is wrong. */
export async function checkStart(
  client: WebClient,
  directory: SlackDirectory,
  { approvalChannel, quorum }: StartSettings,
  pause: Pause,
): Promise<SlackFacts> {
  const ask = asking(pause);
  const identity = await ask(() => client.auth.test(), 'SLACK_BOT_TOKEN', {
    invalid_auth: "Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    not_authed: "Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    account_inactive: 'the token was revoked. Install the app again and copy the new one.',
    token_revoked: 'the token was revoked. Install the app again and copy the new one.',
    token_expired: 'the token has expired. Install the app again and copy the new one.',
  });
  const { channel } = await ask(
    () => client.conversations.info({ channel: approvalChannel }),
    'APPROVAL_CHANNEL',
    {
      channel_not_found: `${approvalChannel} is not a channel the bot can see. Check the ID, and invite the bot: /invite @${identity.user}.`,
      missing_scope: 'the app lacks channels:read or groups:read. Install it again from manifest.yml.',
    },
  );
  if (channel?.is_archived)
    throw new StartError(`APPROVAL_CHANNEL: #${channel.name} is archived. Unarchive it or name another.`);
  if (channel?.is_member === false) {
    throw new StartError(
      `APPROVAL_CHANNEL: the bot is not in #${channel?.name}. Invite it there: /invite @${identity.user}.`,
    );
  }
  await checkApprovers(directory, quorum, pause);
  return {
    botName: identity.user ?? 'bot',
    bot: identity.bot_id && identity.user_id ? { id: identity.bot_id, userId: identity.user_id } : undefined,
    team: identity.team ?? identity.team_id ?? 'Slack',
    teamUrl: identity.url ?? 'https://slack.com/',
    channel: channel?.name ?? approvalChannel,
  };
}

async function checkApprovers(directory: SlackDirectory, quorum: number, pause: Pause): Promise<void> {
  let [problem] = await directory.refresh();
  for (const ms of RETRY_MS) {
    if (!problem || scopeOf(problem.code) || UNKNOWN_IDS.has(problem.code)) break;
    await pause(ms);
    [problem] = await directory.refresh();
  }
  if (problem) {
    throw new StartError(
      UNKNOWN_IDS.has(problem.code)
        ? `APPROVERS: ${problem.id} is not known in this workspace. Check the ID.`
        : `APPROVERS: ${problem.id} could not be read (${problem.code}). Check the app's scopes usergroups:read and users:read.`,
    );
  }
  const approvers = directory.approvers();
  const groups = approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  const listed = directory.members(groups, []);
  if ('unchecked' in listed)
    throw new StartError(`APPROVERS: ${JSON.stringify(listed.unchecked)} could not be read. Try again.`);
  const people = new Set(
    approvers.flatMap(({ kind, id }) => (kind === 'user' ? [id] : (listed.members.groups.get(id) ?? []))),
  );
  if (quorum > people.size) {
    throw new StartError(
      `QUORUM: ${quorum} is more than the ${people.size} people in APPROVERS. Lower it or name more approvers.`,
    );
  }
}

/** Slack's words for a person or group that isn't there. */
const UNKNOWN_IDS = new Set([
  'no_such_subteam',
  'subteam_not_found',
  'invalid_usergroup',
  'user_not_found',
  'users_not_found',
]);

type Ask = <T>(call: () => Promise<T>, setting: string, known: Record<string, string>) => Promise<T>;

function asking(pause: Pause): Ask {
  return async (call, setting, known) => {
    for (const ms of RETRY_MS) {
      try {
        return await call();
      } catch (error) {
        const told = judge(error);
        if (told.kind !== 'unknown' && told.kind !== 'later') return refuse(error, setting, known);
        const wait = told.kind === 'later' ? told.ms : ms;
        if (wait > MOST_WAIT_MS) return refuse(error, setting, known);
        await pause(wait);
      }
    }
    return call().catch((error: unknown) => refuse(error, setting, known));
  };
}

function refuse(error: unknown, setting: string, known: Record<string, string>): never {
  const code = slackCode(error);
  const words = known[code];
  if (words) throw new StartError(`${setting}: ${words}`, { cause: error });
  if (code.startsWith('slack_webapi')) {
    throw new StartError(
      `SLACK_API_URL: Slack can't be reached (${reason(error)}). Check the network and the address.`,
      { cause: error },
    );
  }
  throw new StartError(`${setting}: Slack answered ${code}. Look the word up in Slack's documentation.`, {
    cause: error,
  });
}

/** The innermost cause's code: ECONNREFUSED says more than "request error". */
function reason(error: unknown): string {
  const { original, cause } = error as { original?: unknown; cause?: unknown };
  const inner = original ?? cause;
  return inner ? reason(inner) : slackCode(error);
}
