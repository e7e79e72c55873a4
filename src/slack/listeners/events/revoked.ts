import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { SlackDeps } from '../deps.ts';

/** Tokens were revoked; those of people are none of the bot's. */
export function tokensRevoked(deps: SlackDeps) {
  return async ({ event }: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs): Promise<void> => {
    if ((event.tokens?.bot?.length ?? 0) > 0) deps.onRevoked('token_revoked');
  };
}

/** The app was removed from the workspace. */
export function appUninstalled(deps: SlackDeps) {
  return async (): Promise<void> => {
    deps.onRevoked('account_inactive');
  };
}
