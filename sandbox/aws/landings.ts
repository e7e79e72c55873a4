import { signedAt, VALID_MS } from './clock.ts';
import { dispatch } from './dispatch.ts';
import type { AwsRequest } from './request.ts';
import { type State, serverTime } from './state.ts';
import type { AwsCall } from './types.ts';

interface Waiting {
  request: AwsRequest;
  call: AwsCall;
  /** Until then the signature holds, by AWS's clock. */
  until: number;
}

/** Orders that were answered without being carried out, and may still be. */
export class Landings {
  #waiting: Waiting[] = [];

  /** Keeps an order that has just come. Where dates are looked at, what it was under way counts against the time in which it may land. */
  add(state: State, request: AwsRequest, call: AwsCall): void {
    const signed = state.clockOffset === undefined ? undefined : signedAt(request);
    const underWay = signed === undefined ? 0 : serverTime(state) - signed;
    this.#waiting.push({ request, call, until: state.clock.now() - underWay + VALID_MS });
  }

  /** Carries out what waits, unless its signature has expired; returns the IDs of the ports that this made. */
  land(state: State): string[] {
    const due = this.#waiting.filter(({ until }) => state.clock.now() <= until);
    this.#waiting = [];
    return due.flatMap(({ request, call }) => {
      const before = state.interconnects.length;
      dispatch(state, request);
      call.interconnectId = state.interconnects[before]?.interconnectId;
      return call.interconnectId ?? [];
    });
  }
}
