import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { deletedIn } from '../../connection/deleted.ts';
import type { SlackDeps } from '../deps.ts';

/** A message was deleted: if it was one of ours, it is posted anew at once instead of at the next change. */
export function messageDeleted(deps: SlackDeps) {
  return async ({ event }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs): Promise<void> => {
    const deleted = deletedIn(event);
    if (deleted) await deps.onDeleted(deleted.channel, deleted.ts);
  };
}
