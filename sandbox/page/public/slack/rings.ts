import type { Message, View } from '../../../control/view.ts';

/** Whether a message makes somebody's phone ring: one that mentions them, any direct message, or a card as it is first posted. */
export function rings(view: Pick<View, 'as' | 'app' | 'conversations'>, message: Message): boolean {
  const { channel, user, ephemeral, tombstone, threadTs, blocks, text } = message;
  if (user === view.as || ephemeral || tombstone) return false;
  const isDm = view.conversations.some(({ id, kind }) => id === channel && kind === 'dm');
  const isCard = user === view.app.userId && threadTs === undefined && blocks.length > 0;
  const said = JSON.stringify([text, blocks]);
  return isDm || isCard || said.includes(`<@${view.as}>`) || said.includes(`"user_id":"${view.as}"`);
}
