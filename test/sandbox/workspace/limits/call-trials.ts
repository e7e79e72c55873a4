import { totalText, weightOf } from '../../../../sandbox/workspace/blocks/check.ts';
import type { Json } from '../../../../sandbox/workspace/types.ts';
import { newTrigger } from '../../../../sandbox/workspace/views/triggers.ts';
import { many, modal, plain, scene, x } from './scene.ts';
import { calling, opened, opening, posting, type Trial } from './trial.ts';

const divider = () => ({ type: 'divider' });
const sections = (count: number, characters: number): Json[] =>
  many(count, (index) => ({
    type: 'section',
    text: plain(Math.floor((characters + index) / count)),
  }));
const reading = (method: string, more: Json = {}) =>
  calling(method, (limit, channel) => ({ channel, limit, ...more }));

/** A modal whose JSON has so many bytes. */
function weighing(bytes: number): Json {
  const blocks = (characters: number) => sections(90, characters);
  const bare = Buffer.byteLength(JSON.stringify(modal(blocks(90))));
  return modal(blocks(bytes - bare + 90));
}

/** Messages of many blocks, each of which has its weight. */
const heavy = (size: number): Json[] => sections(20, 20 + size - weightOf(sections(20, 20)));

/** Messages of so many characters in all. */
const whole = (size: number): Json[] => sections(4, 4 + size - totalText(sections(4, 4)));

const stacking: Trial = (size, limits) => {
  const { state, user, said } = scene(limits);
  const show = (method: string, viewId?: string) =>
    said(method, { trigger_id: newTrigger(state, user, viewId), view: modal([divider()]) });
  show('views.open');
  return many(size - 1, () => show('views.push', state.modals.get(user)?.at(-1)?.id)).at(-1) ?? 'nothing';
};

const replies: Trial = (limit, limits) => {
  const { state, said, posts, channel } = scene(limits);
  posts([divider()]);
  return said('conversations.replies', { channel, ts: state.messages.at(-1)?.ts, limit });
};

const updating: Trial = (size, limits) => {
  const { state, said, posts, channel } = scene(limits);
  posts([divider()]);
  return said('chat.update', { channel, ts: state.messages.at(-1)?.ts, text: x(size) });
};

/** Whole messages, views and calls at their limits and beyond. */
export const callTrials = {
  'view.blocks': opening((size) => many(size, divider)),
  'modal.title': opened((size) => ({ title: plain(size) })),
  'modal.submit': opened((size) => ({ submit: plain(size) })),
  'modal.close': opened((size) => ({ close: plain(size) })),
  'view.private_metadata': opened((size) => ({ private_metadata: x(size) })),
  'view.callback_id': opened((size) => ({ callback_id: x(size) })),
  'view.external_id': opened((size) => ({ external_id: x(size) })),
  'view.bytes': (size, limits) => scene(limits).opens(weighing(size)),
  'modals.depth': stacking,
  'message.blocks': posting((size) => many(size, divider)),
  'message.text': calling('chat.postMessage', (size, channel) => ({ channel, text: x(size) })),
  'message.attachments': calling('chat.postMessage', (size, channel) => ({
    channel,
    attachments: many(size, () => ({ text: 'x' })),
  })),
  'message.all': posting(whole),
  'message.weight': posting(heavy),
  'chat.update.text': updating,
  'conversations.history.limit': reading('conversations.history'),
  'conversations.replies.limit': replies,
  'conversations.members.limit': reading('conversations.members'),
  'users.list.limit': reading('users.list'),
} satisfies Record<string, Trial>;
