import { call } from '../../../../sandbox/workspace/api/call.ts';
import type { Limits } from '../../../../sandbox/workspace/limits.ts';
import { people } from '../../../../sandbox/workspace/people.ts';
import { State } from '../../../../sandbox/workspace/state.ts';
import type { Json } from '../../../../sandbox/workspace/types.ts';
import { newTrigger } from '../../../../sandbox/workspace/views/triggers.ts';

/** A workspace's memory alone, with these limits, one channel and one person; its clock moves by hand. */
export function scene(limits: Limits) {
  let now = Date.UTC(2026, 0, 5, 9);
  const state = new State({ limits, now: () => now });
  const { addUser, addChannel } = people(state);
  const user = addUser({ name: 'erin' }).id;
  const channel = addChannel({ name: 'network-approvals' }).id;
  /** What Slack says to a call: its word, or `taken`. */
  const said = (method: string, args: Json): string => {
    const { error, warning } = call(state, method, args, state.botToken, {});
    return String(error ?? warning ?? 'taken');
  };
  return {
    state,
    user,
    channel,
    said,
    tick: (ms: number) => {
      now += ms;
    },
    posts: (blocks: Json[], more: Json = {}) =>
      said('chat.postMessage', { channel, text: 'x', blocks, ...more }),
    opens: (view: Json) => said('views.open', { trigger_id: newTrigger(state, user), view }),
  };
}

/** A text of so many characters. */
export const x = (size: number): string => 'x'.repeat(size);

/** So many different ones. */
export const many = <T>(size: number, one: (index: number) => T): T[] =>
  Array.from({ length: size }, (_, index) => one(index));

/** A plain_text object of so many characters. */
export const plain = (size: number) => ({ type: 'plain_text', text: x(size) });

/** An option of a select. */
export const option = (index: number, more: Json = {}): Json => ({
  text: plain(1),
  value: `${index}`,
  ...more,
});

/** An actions block with this element. */
export const acting = (element: Json): Json[] => [{ type: 'actions', elements: [element] }];

/** A modal with these blocks. */
export const modal = (blocks: Json[], more: Json = {}): Json => ({
  type: 'modal',
  title: plain(1),
  submit: plain(1),
  blocks,
  ...more,
});

/** A field of a form. */
export const input = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain(1),
  element,
  ...more,
});
