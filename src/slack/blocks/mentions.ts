import type { ContextBlock } from '@slack/types';
import type { Person } from '../../domain/person.ts';
import type { PersonOrGroup, Rule } from '../../domain/rules/policy.ts';
import { plain } from './blocks.ts';

/** About sixty people. Who needs more names a group; one character too many would lose the whole message. */
const MENTIONS_MAX = 900;

/** Who can decide, so that their phones ring. */
export function approverMentions(rule: Rule): string {
  return mentionsOf(rule.approvers);
}

/** People and groups by ID, which Slack resolves, as many as fit. */
export function mentionsOf(called: readonly PersonOrGroup[]): string {
  let mentions = '';
  for (const { kind, id } of called) {
    const next = `${mentions} ${kind === 'user' ? userMention(id) : `<!subteam^${id}>`}`.trimStart();
    if (next.length > MENTIONS_MAX) break;
    mentions = next;
  }
  return mentions;
}

export function userMention(userId: string): string {
  return `<@${userId}>`;
}

/** How much of a name and the words around it is shown beside the mention. */
const NAMED_MAX = 120;

/** Words with a person's name, and beside them the mention, which nobody can take on as they can a name. */
export function named(words: string, person: Person, more = ''): ContextBlock['elements'] {
  return [
    plain(words, NAMED_MAX),
    { type: 'mrkdwn', text: `${userMention(person.id)}${more}`, verbatim: true },
  ];
}
