import type { Delivery, Json } from './delivery/ended.ts';
import type { WebFault } from './trouble.ts';

/** Something that went over the wire between Slack and the bot, with what was answered. `at` is in epoch milliseconds. */
export type Traffic = Delivered | Called | Responded;

/** What Slack brought to the bot. */
export interface Delivered {
  kind: 'delivery';
  at: number;
  payload: Json;
  /** How often it went out. */
  times: number;
  /** What the bot answered, once it has. */
  done: Promise<Delivery>;
}

/** A call of the Web API. */
export interface Called {
  kind: 'call';
  at: number;
  method: string;
  /** Without the token. */
  args: Json;
  /** As Slack answers it; undefined where the call was not done. */
  answer: Json | undefined;
  /** How it went wrong, if it did. */
  fault: WebFault | undefined;
}

/** What the bot sent to a response_url. */
export interface Responded {
  kind: 'response';
  at: number;
  body: Json;
  answer: Json;
}
