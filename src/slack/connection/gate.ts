import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Arrival, Meter } from '../../interfaces/meter.ts';
import type { Tracer } from '../../interfaces/tracer.ts';
import { notKnownForm } from '../listeners/unknown.ts';
import { traced } from './clicks.ts';
import { deletedIn } from './deleted.ts';
import { type Payload, readPayload } from './payload.ts';
import { type Home, whose } from './whose.ts';

/** Set in the context of a payload that somebody of another workspace caused: the listeners answer it in words. */
export const FOREIGN = 'foreign';

/**
 * What stands before Bolt: whatever no listener can take is acked, logged once and goes no further, since Bolt's
 * routing dies of it or leaves it unanswered.
 */
export function gate(
  handle: (event: ReceiverEvent) => Promise<void>,
  home: Home,
  { log, meter, tracer }: { log: Logger; meter: Pick<Meter, 'acked'>; tracer: Pick<Tracer, 'click'> },
): (event: ReceiverEvent) => Promise<void> {
  return async (arrived) => {
    const payload = readPayload(arrived.body);
    const event = payload.kind === 'unread' ? arrived : timed(arrived, payload.kind, meter);
    if (payload.kind === 'unread') {
      log.warn({ type: payload.type, why: payload.why }, 'a payload was acked and left aside');
      const form = event.body.type === 'view_submission';
      return event.ack(form ? notKnownForm() : undefined);
    }
    if (payload.kind === 'event' && !isWanted(payload.body.event)) return event.ack();
    const who = whose(payload, home);
    if (who === 'ours') return traced({ log, tracer }, payload, event, handle);
    if (who === 'foreign' && payload.kind !== 'event') {
      const marked = { ...event, customProperties: { ...event.customProperties, [FOREIGN]: true } };
      return traced({ log, tracer }, payload, marked, handle);
    }
    log.warn({ kind: payload.kind, whose: who }, 'a payload for somebody else was acked and left aside');
    return event.ack();
  };
}

/** Tells how long its ack took from here on, once it is with Slack. */
function timed(event: ReceiverEvent, arrival: Arrival, meter: Pick<Meter, 'acked'>): ReceiverEvent {
  const arrivedAt = performance.now();
  return {
    ...event,
    async ack(answer) {
      await event.ack(answer);
      meter.acked(arrival, performance.now() - arrivedAt);
    },
  };
}

/** Of what is written and changed in the channels nothing is read but that a message was deleted. */
function isWanted(event: Extract<Payload, { kind: 'event' }>['body']['event']): boolean {
  return event.type !== 'message' || deletedIn(event) !== undefined;
}
