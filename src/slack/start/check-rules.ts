import type { WebClient } from '@slack/web-api';
import { SECOND } from '../../domain/time.ts';
import type { Incidents } from '../../interfaces/incidents.ts';
import { createDirectory, type NamedByRules, type SlackDirectory } from '../people/directory.ts';
import { forgetGroups } from '../people/note-approvers.ts';
import { checkApprovers, type StartRule } from './approvers.ts';
import type { Pause } from './asking.ts';

/** Until then whom rules name is read, or the first clicks under them wait for it. */
const LEARN_MS = 5 * SECOND;

/** Rules that a bot that runs is to take. */
export interface NewRules {
  rules: readonly StartRule[];
  named: NamedByRules;
}

interface Deps {
  client: WebClient;
  /** The bot's own, which then knows them too. */
  directory: SlackDirectory;
  teamId: string;
  /** Epoch milliseconds. */
  now: () => number;
  pause: Pause;
}

/** Asks Slack of new rules what a start asks; throws StartError with the first thing that is wrong. */
export async function checkRules(
  { client, directory, teamId, now, pause }: Deps,
  { rules, named }: NewRules,
): Promise<void> {
  // Apart from the bot's own: nothing of rules that are refused is left behind in that.
  const apart = createDirectory(client, { named: () => named, teamId, now });
  await checkApprovers(apart, rules, pause);
  await directory.learn(groupsIn(named), peopleIn(named), LEARN_MS);
}

/** What was said of groups that no rule names any more is over. */
export function forgetUnnamed(
  before: NamedByRules,
  after: NamedByRules,
  incidents: Pick<Incidents, 'clear'>,
): void {
  const named = new Set(groupsIn(after));
  forgetGroups(
    groupsIn(before).filter((id) => !named.has(id)),
    incidents,
  );
}

function groupsIn(named: NamedByRules): string[] {
  return everybody(named).flatMap(({ kind, id }) => (kind === 'group' ? [id] : []));
}

function peopleIn(named: NamedByRules): string[] {
  return everybody(named).flatMap(({ kind, id }) => (kind === 'user' ? [id] : []));
}

function everybody({ approvers, askers, notified }: NamedByRules) {
  return [...approvers, ...askers, ...notified];
}
