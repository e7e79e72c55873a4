import { randomUUID } from 'node:crypto';
import type { Workspace } from '../../sandbox/workspace/types.ts';

/**
 * Resolves when all that was delivered on the bot's one connection has arrived: payloads keep their order, and an event
 * that means nothing to the bot was acked after them.
 */
export async function arrived(slack: Workspace): Promise<void> {
  const id = randomUUID();
  slack.sendFrame(
    JSON.stringify({
      envelope_id: id,
      type: 'events_api',
      accepts_response_payload: false,
      payload: {
        type: 'event_callback',
        team_id: slack.teamId,
        api_app_id: slack.appId,
        event: { type: 'team_join', user: { id: slack.botUserId } },
      },
    }),
  );
  await slack.until('the ack of an event of no meaning', () => slack.acked(id));
}
