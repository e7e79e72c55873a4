import type { Rule } from '../../domain/policy.ts';

/** About sixty people. Who needs more names a group; one character too many would lose the whole message. */
const MENTIONS_MAX = 900;

/** Who can decide, so that their phones ring: people and groups by ID, which Slack resolves, as many as fit. */
export function approverMentions(rule: Rule): string {
  let mentions = '';
  for (const { kind, id } of rule.approvers) {
    const next = `${mentions} ${kind === 'user' ? userMention(id) : `<!subteam^${id}>`}`.trimStart();
    if (next.length > MENTIONS_MAX) break;
    mentions = next;
  }
  return mentions;
}

export function userMention(userId: string): string {
  return `<@${userId}>`;
}
