import type { App } from '@slack/bolt';
import type { SlackDeps } from '../deps.ts';
import { messageDeleted } from './deleted.ts';
import { homeOpened } from './home-opened.ts';
import { appUninstalled, tokensRevoked } from './revoked.ts';

/** What Slack tells by itself. */
export function registerEvents(app: App, deps: SlackDeps): void {
  app.event('message', messageDeleted(deps));
  app.event('app_home_opened', homeOpened(deps));
  app.event('tokens_revoked', tokensRevoked(deps));
  app.event('app_uninstalled', appUninstalled(deps));
}
