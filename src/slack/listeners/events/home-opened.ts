import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { openHome } from '../../../actions/showing/draw-home.ts';
import { tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Somebody opened the bot: its Home tab is drawn for them at once. */
export function homeOpened(deps: SlackDeps) {
  return async ({
    event,
  }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    await openHome(deps.home, event.user);
    await tend(deps);
  };
}
