import type { Message, View } from '../../../control/view.ts';

type Reader = Pick<View, 'as' | 'groups' | 'app' | 'conversations'>;

/** Whether a message makes somebody's phone ring: one that mentions them or their group, any direct message, or a card as it is first posted. */
export function rings({ as, groups, app, conversations }: Reader, message: Message): boolean {
  const { channel, user, ephemeral, tombstone, threadTs, blocks, text } = message;
  if (user === as || ephemeral || tombstone) return false;
  const isDm = conversations.some(({ id, kind }) => id === channel && kind === 'dm');
  const isCard = user === app.userId && threadTs === undefined && blocks.length > 0;
  const said = JSON.stringify([text, blocks]);
  const marks = groups.flatMap((id) => [`<!subteam^${id}`, `"usergroup_id":"${id}"`]);
  return isDm || isCard || [`<@${as}`, `"user_id":"${as}"`, ...marks].some((mark) => said.includes(mark));
}
