import { randomBytes } from 'node:crypto';
import type { State, Trigger } from '../state.ts';

/** A trigger_id for one interaction: good for three seconds and one view. */
export function newTrigger(state: State, user: string, viewId?: string): string {
  const id = `${Date.now()}.${state.nextId('').slice(-7)}.${randomBytes(8).toString('hex')}`;
  state.triggers.set(id, { user, at: state.monotonic(), uses: 0, viewId });
  return id;
}

/** Uses a trigger_id up, or says in Slack's words why it can't be used. */
export function takeTrigger(state: State, id: string | undefined): Trigger | string {
  const trigger = id === undefined ? undefined : state.triggers.get(id);
  if (trigger === undefined) return 'invalid_trigger_id';
  const { limits } = state;
  if (trigger.uses >= limits['trigger_id.uses']) return 'exchanged_trigger_id';
  if (state.monotonic() - trigger.at > limits['trigger_id.time']) return 'expired_trigger_id';
  trigger.uses += 1;
  return trigger;
}

/** A response_url for one interaction: good for 30 minutes and five answers. */
export function newResponseUrl(
  state: State,
  user: string,
  channel: string,
  message?: State['messages'][number],
): string {
  const id = randomBytes(12).toString('hex');
  state.responseUrls.set(id, { user, channel, message, at: state.monotonic(), uses: 0 });
  return `${state.url}/response/${id}`;
}

/** Counts one use of a response_url, or says in Slack's words why it can't be used. */
export function takeResponseUrl(state: State, id: string) {
  const held = state.responseUrls.get(id);
  if (held === undefined) return 'invalid_url';
  if (state.monotonic() - held.at > state.limits['response_url.time']) return 'expired_url';
  if (held.uses >= state.limits['response_url.uses']) return 'used_url';
  held.uses += 1;
  return held;
}
