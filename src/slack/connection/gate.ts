import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { notKnownForm } from '../listeners/unknown.ts';
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
  log: Logger,
): (event: ReceiverEvent) => Promise<void> {
  return async (event) => {
    const payload = readPayload(event.body);
    if (payload.kind === 'unread') {
      log.warn({ type: payload.type, why: payload.why }, 'a payload was acked and left aside');
      const form = event.body.type === 'view_submission';
      return event.ack(form ? notKnownForm() : undefined);
    }
    if (payload.kind === 'event' && !isWanted(payload.body.event)) return event.ack();
    const who = whose(payload, home);
    if (who === 'ours') return handle(event);
    if (who === 'foreign' && payload.kind !== 'event')
      return handle({ ...event, customProperties: { ...event.customProperties, [FOREIGN]: true } });
    log.warn({ kind: payload.kind, whose: who }, 'a payload for somebody else was acked and left aside');
    return event.ack();
  };
}

/** Of what is written and changed in the channels nothing is read but that a message was deleted. */
function isWanted(event: Extract<Payload, { kind: 'event' }>['body']['event']): boolean {
  return event.type !== 'message' || deletedIn(event) !== undefined;
}
