import type { Settings } from '../settings/settings.ts';

/** The last line of a good start: what the bot is connected to, and what it has to do. */
export function readyLine(
  settings: Settings,
  facts: { botName: string; team: string; channel: string },
  accountId: string | undefined,
  open: number,
): string {
  const mode = settings.slack.connection.mode === 'socket' ? 'Socket Mode' : `HTTP on port ${settings.port}`;
  const account = accountText(settings, accountId);
  const regions = `Regions ${settings.regions.join(', ')}`;
  return `Ready: ${mode}, @${facts.botName} in ${facts.team}, approvals in #${facts.channel}, ${account}, ${regions}, ${open} open ${open === 1 ? 'request' : 'requests'}.`;
}

function accountText({ accounts }: Settings, accountId: string | undefined): string {
  if (accounts.length < 2) return accountId ? `account ${accountId}` : 'account not known';
  const all = accounts.map(({ id, label }) => (label ? `${id} (${label})` : id));
  return `accounts ${all.join(', ')}`;
}
