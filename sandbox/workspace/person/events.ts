import type { Deliverer } from '../delivery/deliver.ts';
import type { State } from '../state.ts';
import type { Delivery, Json } from '../types.ts';
import { bring, type Desk } from './desk.ts';
import { eventPayload } from './payloads.ts';

/** Slack tells the bot of an event that it subscribes to; nobody waits for its ack. */
export function happened(desk: { state: State; deliverer: Deliverer }, event: Json): void {
  if (subscribes(desk.state, event))
    void desk.deliverer.deliver('events_api', eventPayload(desk.state, event));
}

/** The same for what a person did, with the ack waited for; undefined if the bot doesn't subscribe to it. */
export async function tell(
  desk: Desk,
  event: Json,
  { user, what }: { user: string; what: string },
): Promise<Delivery | undefined> {
  if (subscribes(desk.state, event))
    return bring(desk, user, 'events_api', eventPayload(desk.state, event), { kind: 'click', what });
  desk.state.tell('click', user, what);
  return undefined;
}

/** Messages are subscribed to by the kind of their conversation. */
function subscribes(state: State, { type, channel }: Json): boolean {
  const { isIm, isPrivate } = state.channels.get(String(channel)) ?? {};
  const kind = isIm ? 'im' : isPrivate ? 'groups' : 'channels';
  return state.features.events.includes(type === 'message' ? `message.${kind}` : String(type));
}
