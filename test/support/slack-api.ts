import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import type { Stage } from './stage.ts';

/** Calls the Web API with the bot's token, as another version of the bot would. */
export async function callSlack(
  { slack }: Stage,
  method: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** A message of the bot's in the lobby with one button, `Try`. */
export async function postButton(stage: Stage, actionId: string, value = 'x'): Promise<StoredMessage> {
  const text = { type: 'plain_text', text: 'Try' };
  const element = { type: 'button', text, action_id: actionId, value };
  const { ts } = await callSlack(stage, 'chat.postMessage', {
    channel: stage.lobby,
    text: 'a button',
    blocks: [{ type: 'actions', elements: [element] }],
  });
  return stage.slack.until('the button', () =>
    stage.slack.messages(stage.lobby).find((message) => message.ts === ts),
  );
}
