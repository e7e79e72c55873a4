import { describe, expect, test } from 'vitest';
import { deliver } from '../../../src/actions/delivering/deliver.ts';
import { pauseOf } from '../../../src/actions/delivering/pause-of.ts';
import type { Line, QueuedLine } from '../../../src/domain/request/line.ts';
import type { StatusMessage } from '../../../src/domain/request/status-message.ts';
import type { Messenger } from '../../../src/interfaces/chat.ts';
import { createPace } from '../../../src/slack/outbound/pace.ts';
import { ENGINES, START, useDatabase } from '../../store/support/database.ts';
import { aRequest, ids, unheard, willing } from '../../store/support/samples.ts';
import { counted } from '../../support/counted.ts';

const SECOND = 1_000;
const POST_MS = 3 * SECOND;
const UPDATE_MS = 7 * SECOND;
describe.each(ENGINES)('%s', (engine) => {
  const database = useDatabase(engine);

  test('messages whose turn it is not rest together, by one commit, and each is taken once: when its turn comes', async () => {
    const store = await database.open();
    const requests = ids(30);
    await store.transaction(async (tx) => {
      for (const id of requests) {
        await tx.requests.add(aRequest(id));
        await tx.messages.add(id, 'channel', 'C0APPROVALS');
      }
    });
    const posted: string[] = [];
    const messenger: Messenger = {
      ...willing,
      ...createPace(() => database.clock.now),
      async post({ request }) {
        posted.push(request.id);
        return { kind: 'told', ts: '1.1' };
      },
    };
    const watched = counted(store);
    const untilDry = async () => {
      while (await deliver({ store: watched.store, messenger, ...unheard }));
    };
    await untilDry();
    const burst = posted.length;
    expect(burst).toBeLessThan(requests.length / 2);
    // The last of these finds nothing; the one before it has let as many rest as one may.
    expect(watched.transactions.length).toBeLessThanOrEqual(2 * burst + 2);
    for (let second = 0; second < requests.length - burst; second++) {
      await untilDry();
      database.clock.now += SECOND;
    }
    await untilDry();
    expect(posted).toEqual(requests);
    const taken = watched.transactions.filter((one) => one.includes('requests.read'));
    expect(taken.length).toBe(requests.length);
    expect(watched.transactions.filter((one) => one.includes('messages.release')).length).toBe(
      requests.length,
    );
  });
});

const ON_ITS_WAY: Line = { kind: 'unknown', code: 'Code', until: 0 };
const SMALL_TALK: Line = { kind: 'resubmitted', revision: 2 };

function aLine(line: Line, state: QueuedLine['state'] = 'waiting'): QueuedLine {
  const place = { requestId: 'ic-00', destination: 'channel', seq: 1 } as const;
  return { id: 1, ...place, line, state, nonce: null, after: null };
}

function aMessage(change: Partial<StatusMessage>): StatusMessage {
  return {
    requestId: 'ic-00',
    destination: 'channel',
    channel: 'C0APPROVALS',
    ts: '1.1',
    posting: 'posted',
    lastTs: null,
    nonce: null,
    wanted: 2,
    drawn: 2,
    shown: null,
    failures: 0,
    drawAfter: 0,
    tellAfter: 0,
    ...change,
  };
}

const TO_DRAW = { wanted: 3 };
const WAITED = { drawAfter: START - 1 };

test.each<[string, Partial<StatusMessage>, QueuedLine | undefined, object | undefined]>([
  [
    'one that is to be posted rests altogether',
    { posting: 'not_posted', ts: null, drawn: 0 },
    undefined,
    { drawAfter: START + POST_MS, tellAfter: START + POST_MS },
  ],
  ['one that may have been posted is looked for', { posting: 'sending', ts: null }, undefined, undefined],
  [
    'one without a conversation gets it',
    { posting: 'not_posted', channel: null, ts: null },
    undefined,
    undefined,
  ],
  ['small talk rests', {}, aLine(SMALL_TALK), { drawAfter: 0, tellAfter: START + POST_MS }],
  ['what came of an order does not', {}, aLine(ON_ITS_WAY), undefined],
  ['a line that may have been told is looked for', {}, aLine(SMALL_TALK, 'sending'), undefined],
  ['what may look the same is compared first', TO_DRAW, undefined, undefined],
  [
    'what looks different and has waited before rests',
    { ...TO_DRAW, ...WAITED },
    undefined,
    { drawAfter: START + UPDATE_MS, tellAfter: 0 },
  ],
  [
    'both rest where both have to',
    { ...TO_DRAW, ...WAITED },
    aLine(SMALL_TALK),
    { drawAfter: START + UPDATE_MS, tellAfter: START + POST_MS },
  ],
  [
    'what has news to tell looks different',
    TO_DRAW,
    aLine(SMALL_TALK),
    { drawAfter: START + UPDATE_MS, tellAfter: START + POST_MS },
  ],
  [
    'nor is one drawn whose pause lasts',
    { ...TO_DRAW, drawAfter: START + 1 },
    aLine(SMALL_TALK),
    { drawAfter: START + 1, tellAfter: START + POST_MS },
  ],
  ['nothing to do is seen to at once', {}, undefined, undefined],
])('Slack takes neither lines nor drawings now: %s', (_what, change, next, expected) => {
  const untilTurn: Messenger['untilTurn'] = (method, _channel, isOutcome) =>
    isOutcome ? 0 : method === 'post' ? POST_MS : UPDATE_MS;
  expect(pauseOf({ untilTurn }, aMessage(change), next, START)).toEqual(expected);
});

test('a drawing that may go does not rest for small talk', () => {
  const untilTurn: Messenger['untilTurn'] = (method) => (method === 'post' ? POST_MS : 0);
  expect(pauseOf({ untilTurn }, aMessage(TO_DRAW), aLine(SMALL_TALK), START)).toBe(undefined);
});
