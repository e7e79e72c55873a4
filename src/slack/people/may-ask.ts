import { whyNotAsk } from '../../domain/rules/asking.ts';
import { noAskingAnswer, uncheckedAnswer } from '../../words/asking.ts';
import type { SlackDeps } from '../listeners/deps.ts';

/** What to tell a person who may not ask for ports: for good, or as long as nobody knows who they are. */
export type Barred = { kind: 'barred' | 'unchecked'; text: string };

/** From memory; undefined where they may. */
export function barredFromAsking({ directory }: SlackDeps, userId: string): Barred | undefined {
  const requesters = directory.requesters();
  const listed = directory.members(groupsOf(requesters), [userId]);
  if ('unchecked' in listed) return { kind: 'unchecked', text: uncheckedAnswer(listed.unchecked) };
  const why = whyNotAsk(requesters, listed.members, userId);
  return why && { kind: 'barred', text: noAskingAnswer(why, requesters) };
}

/** Asks Slack for what `barredFromAsking` rests on and isn't known; for `withinMs` at the most. */
export function learnWhoAsks({ directory }: SlackDeps, userId: string, withinMs: number): Promise<void> {
  return directory.learn(groupsOf(directory.requesters()), [userId], withinMs);
}

function groupsOf(requesters: readonly { kind: 'user' | 'group'; id: string }[]): string[] {
  return requesters.filter(({ kind }) => kind === 'group').map(({ id }) => id);
}
