import type { Rule } from '../../domain/policy.ts';

/** Everyone who can decide, so that their phones ring: people and groups by ID, which Slack resolves. */
export function approverMentions(rule: Rule): string {
  return rule.approvers.map(({ kind, id }) => (kind === 'user' ? `<@${id}>` : `<!subteam^${id}>`)).join(' ');
}

export function userMention(userId: string): string {
  return `<@${userId}>`;
}
