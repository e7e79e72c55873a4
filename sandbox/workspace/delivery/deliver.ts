import type { State } from '../state.ts';
import type { Delivery, Json } from '../types.ts';
import { parseAnswer, postSigned } from './http.ts';
import type { Sockets } from './sockets.ts';

/** The envelope types of Socket Mode; HTTP mode has them too, by the form of the body. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** Brings payloads to the bot: to the request URL if one is set, else to one of its sockets. */
export class Deliverer {
  requestUrl: string | undefined;
  /** How many of the next deliveries go out twice. */
  duplicates = 0;
  readonly #state: State;
  readonly #sockets: Sockets;

  constructor(state: State, sockets: Sockets) {
    this.#state = state;
    this.#sockets = sockets;
  }

  /** Sends one payload and waits for its ack, three seconds at most. */
  deliver(kind: DeliveryKind, payload: Json): Promise<Delivery> {
    const isThere = this.requestUrl !== undefined || this.#sockets.registered > 0;
    const times = isThere ? this.#times() : 0;
    const done = this.#send(kind, payload, times);
    this.#state.traffic.tell({ kind: 'delivery', at: this.#state.now(), payload, times, done });
    return done;
  }

  async #send(kind: DeliveryKind, payload: Json, times: number): Promise<Delivery> {
    if (times === 0) return ended(performance.now(), undefined, 'the bot has no connection open');
    if (this.requestUrl !== undefined) return this.#byHttp(this.requestUrl, payload, times);
    return this.#bySocket(kind, payload, times);
  }

  /** How often this delivery goes out: what was asked for comes before what chance brings. */
  #times(): number {
    const { faults } = this.#state;
    if (this.duplicates === 0) return faults.strikes('twice') ? 2 : 1;
    this.duplicates -= 1;
    faults.count('twice');
    return 2;
  }

  #bySocket(kind: DeliveryKind, payload: Json, times: number): Promise<Delivery> {
    const start = performance.now();
    return new Promise((resolve) => {
      const forget = this.#sockets.send(kind, payload, times, (body) => {
        clearTimeout(timer);
        resolve({ ...ended(start, 200, undefined), body: emptyToUndefined(body) });
      });
      const timer = setTimeout(() => {
        forget();
        resolve(ended(start, undefined, 'the bot did not answer within three seconds'));
      }, this.#state.limits['ack.time']);
    });
  }

  async #byHttp(url: string, payload: Json, times: number): Promise<Delivery> {
    const start = performance.now();
    const secret = this.#state.signingSecret;
    const once = () =>
      postSigned(url, payload, secret, {}, AbortSignal.timeout(this.#state.limits['ack.time']));
    const sent = Array.from({ length: times }, once);
    try {
      const [answer] = await Promise.all(sent);
      if (answer === undefined) throw new Error('nothing was sent');
      const fine = answer.status === 200;
      const problem = fine ? undefined : `the bot answered HTTP ${answer.status}`;
      return {
        ...ended(start, answer.status, problem),
        body: fine ? parseAnswer(answer.body, answer.contentType) : undefined,
      };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      const why = late
        ? 'the bot did not answer within three seconds'
        : 'the request URL could not be reached';
      return ended(start, undefined, why);
    }
  }
}

function ended(start: number, status: number | undefined, problem: string | undefined): Delivery {
  const ms = performance.now() - start;
  return { acked: problem === undefined, ms, status, body: undefined, problem };
}

/** Bolt acks with `{}` when a listener gives no body. */
function emptyToUndefined(body: unknown): unknown {
  const empty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
  return empty ? undefined : body;
}
