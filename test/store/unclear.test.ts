import { expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Messenger } from '../../src/interfaces/chat.ts';
import { useDatabase } from './support/database.ts';
import { aRequest, unheard, willing } from './support/samples.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const database = useDatabase('sqlite');

test('a word that nobody knows is taken for a passing one for half a day, however old the line is', async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
    await tx.outbox.add([
      { requestId: 'ic-00', destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
    ]);
  });
  const tries: boolean[] = [];
  const messenger: Messenger = {
    ...willing,
    say: async (_line, _view, _place, { as }) => {
      tries.push(as === 'text');
      return { kind: 'refused', scope: 'unclear', code: 'a_word_of_tomorrow' };
    },
  };
  const round = () =>
    deliver({
      store,
      messenger,
      ...unheard,
    });
  // Nobody was there to tell it for a weekend.
  database.clock.now += 60 * HOUR;
  const began = database.clock.now;
  while (!tries.includes(true) && tries.length < 2_000) {
    while (await round());
    database.clock.now += MINUTE;
  }
  expect(database.clock.now - began).toBeGreaterThan(11 * HOUR);
  expect(tries.filter(Boolean)).toHaveLength(1);
  const { linesGivenUp, linesWaiting } = await store.counts();
  expect({ linesGivenUp, linesWaiting }).toEqual({ linesGivenUp: 1, linesWaiting: 0 });
});
