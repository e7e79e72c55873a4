import type { AckFn, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';

/** The newest payloads that are remembered with their acks: minutes of a busy team, and Slack repeats within seconds. */
const REMEMBERED = 1_000;

type Ack = AckFn<unknown>;
type Answer = Parameters<Ack>[0];

/** The way in for every payload. */
export interface Arrivals {
  take(event: ReceiverEvent): Promise<void>;
  /** Resolves when everything that has arrived by now was handled. */
  settled(): Promise<void>;
}

/**
 * What arrives from Slack, each payload once. A payload that comes twice is acked as the first was and does nothing
 * else. An ack that Slack did not take is logged and ends no handler: the answer still goes to whoever clicked.
 */
export function trackArrivals(handle: (event: ReceiverEvent) => Promise<void>, log: Logger): Arrivals {
  const underWay = new Set<Promise<void>>();
  const earlier = new Map<string, Promise<{ answer: Answer } | undefined>>();

  const once = async (event: ReceiverEvent): Promise<void> => {
    const { key, again } = nameOf(event);
    const before = key !== undefined && again ? earlier.get(key) : undefined;
    // Nothing is awaited where nothing came before: the copy may be in the next frame.
    const first = before && (await before);
    if (first) return ack(event, first.answer, log);
    const given = Promise.withResolvers<{ answer: Answer } | undefined>();
    if (key !== undefined) remember(earlier, key, given.promise);
    try {
      await handle({
        ...event,
        ack: async (answer) => {
          given.resolve({ answer });
          await ack(event, answer, log);
        },
      });
    } finally {
      // Nobody answered: if it comes again, it is handled again.
      given.resolve(undefined);
    }
  };

  return {
    async take(event) {
      const handled = once(event);
      const quiet = handled.catch(() => undefined).finally(() => underWay.delete(quiet));
      underWay.add(quiet);
      await handled;
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

/**
 * What a payload is called, and whether it may be one that came before: the same envelope in Socket Mode, over HTTP
 * whatever bears Slack's retry header.
 */
function nameOf({ body, retryNum, customProperties }: ReceiverEvent): {
  key: string | undefined;
  again: boolean;
} {
  // A list is the same whoever asks again, and far too long to be remembered.
  if (body.type === 'block_suggestion') return { key: undefined, again: false };
  const envelopeId: unknown = customProperties?.envelopeId;
  if (typeof envelopeId === 'string') return { key: envelopeId, again: true };
  const id: unknown = body.event_id ?? body.trigger_id;
  return { key: typeof id === 'string' ? id : undefined, again: retryNum !== undefined };
}

async function ack(event: ReceiverEvent, answer: Answer, log: Logger): Promise<void> {
  try {
    await event.ack(answer);
  } catch (error) {
    log.warn({ err: error, type: event.body.type ?? event.body.command }, 'Slack did not take an ack');
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
