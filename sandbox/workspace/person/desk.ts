import type { Deliverer, DeliveryKind } from '../delivery/deliver.ts';
import { obj, str } from '../json.ts';
import type { State } from '../state.ts';
import type { Delivery, Json, WorkspaceEvent } from '../types.ts';

/** What a person's doings need: the workspace and the way to the bot. */
export interface Desk {
  state: State;
  deliverer: Deliverer;
}

/** Tells the listeners, brings the payload to the bot and notes a lost delivery. */
export async function bring(
  desk: Desk,
  user: string,
  kind: DeliveryKind,
  payload: Json,
  event: { kind: WorkspaceEvent['kind']; what: string },
): Promise<Delivery> {
  desk.state.tell(event.kind, user, event.what, messageIn(payload));
  const delivery = await desk.deliverer.deliver(kind, payload);
  if (delivery.problem !== undefined) note(desk.state, user, `${event.what}: ${delivery.problem}`);
  return delivery;
}

/** The message that was clicked on, or the one that its thread hangs on. */
function messageIn(payload: Json): { channel: string; ts: string } | undefined {
  const container = obj(payload, 'container');
  const channel = str(container, 'channel_id');
  const ts = str(container, 'thread_ts') ?? str(container, 'message_ts');
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}

/** Marks a delivery whose answer came but is of no use to Slack. */
export function unusable(state: State, user: string, delivery: Delivery, problem: string): Delivery {
  note(state, user, problem);
  return { ...delivery, acked: false, problem };
}

/** A delivery that never left: the person's screen kept it back. */
export function keptBack(problem: string): Delivery {
  return { acked: false, ms: 0, status: undefined, body: undefined, problem };
}

function note(state: State, user: string, problem: string): void {
  state.problems.push(`${state.nameOf(user)}: ${problem}`);
}
