import type { WebClient } from '@slack/web-api';
import type { Incidents } from '../../interfaces/incidents.ts';
import type { SlackDirectory } from '../people/directory.ts';
import { noteApprovers } from '../people/note-approvers.ts';
import { checkApprovers, type StartRule } from './approvers.ts';
import type { Pause } from './asking.ts';
import { type ChannelSettings, checkChannel } from './channel.ts';
import type { Identity } from './identity.ts';

/** What Slack says of the bot and where it is. */
export interface SlackFacts extends Identity {
  /** The approvals channel's name. */
  channel: string;
}

/** What is checked with Slack. */
export interface StartSettings extends ChannelSettings {
  /** Who approves what. */
  rules: readonly StartRule[];
}

/** What it is checked with. */
export interface StartDeps {
  client: WebClient;
  directory: SlackDirectory;
  identity: Identity;
  incidents: Pick<Incidents, 'raise' | 'clear'>;
  pause: Pause;
}

/** Asks Slack whether the bot can do its work there; throws StartError with the first thing that is wrong. */
export async function checkStart(deps: StartDeps, settings: StartSettings): Promise<SlackFacts> {
  const { client, directory, identity, incidents, pause } = deps;
  const channel = await checkChannel(client, settings, identity.botName, pause);
  if (channel.isPrivate) directory.watchChannel({ id: settings.approvalChannel, name: channel.name });
  const problems = await checkApprovers(directory, settings.rules, pause);
  const unread = problems.find(({ id }) => id === settings.approvalChannel);
  await noteApprovers(directory, problems, incidents);
  return {
    ...identity,
    channel: channel.name,
    warnings: [
      ...identity.warnings,
      ...channel.warnings,
      ...(unread
        ? [`Who is in #${channel.name} could not be read (${unread.code}): it is not checked.`]
        : []),
    ],
  };
}
