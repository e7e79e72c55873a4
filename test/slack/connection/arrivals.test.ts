import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Arrivals, trackArrivals } from '../../../src/slack/connection/arrivals.ts';

const log = pino({ level: 'silent' });
const ANSWER = { response_action: 'clear' };

/** Brings copies of one envelope, and notes what each was acked with. */
function deliver(
  arrivals: Arrivals,
  acks: unknown[],
  body: Record<string, unknown> = { type: 'block_actions' },
) {
  const event: ReceiverEvent = {
    body,
    customProperties: { envelopeId: 'E-1' },
    ack: async (answer) => {
      acks.push(answer);
    },
  };
  return arrivals.take(event);
}

test('two copies that come in one go are handled once, and both get the same ack', async () => {
  let handled = 0;
  const acks: unknown[] = [];
  const arrivals = trackArrivals(async ({ ack }) => {
    handled += 1;
    await ack(ANSWER);
  }, log);
  await Promise.all([deliver(arrivals, acks), deliver(arrivals, acks)]);
  expect({ handled, acks }).toEqual({ handled: 1, acks: [ANSWER, ANSWER] });
});

test('a copy that comes while the first is handled waits for its ack, and one that comes later gets it too', async () => {
  let handled = 0;
  const go = Promise.withResolvers<void>();
  const acks: unknown[] = [];
  const arrivals = trackArrivals(async ({ ack }) => {
    handled += 1;
    await go.promise;
    await ack(ANSWER);
  }, log);
  const first = deliver(arrivals, acks);
  await new Promise(setImmediate);
  const second = deliver(arrivals, acks);
  await new Promise(setImmediate);
  expect(acks).toEqual([]);
  go.resolve();
  await Promise.all([first, second]);
  await deliver(arrivals, acks);
  expect({ handled, acks }).toEqual({ handled: 1, acks: [ANSWER, ANSWER, ANSWER] });
});

test('what nobody has answered is handled when it comes again', async () => {
  let handled = 0;
  const acks: unknown[] = [];
  const arrivals = trackArrivals(async ({ ack }) => {
    handled += 1;
    if (handled === 1) throw new Error('a mistake');
    await ack(ANSWER);
  }, log);
  await expect(deliver(arrivals, acks)).rejects.toThrow('a mistake');
  await deliver(arrivals, acks);
  expect({ handled, acks }).toEqual({ handled: 2, acks: [ANSWER] });
});
