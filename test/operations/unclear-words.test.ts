import { expect, test } from 'vitest';
import { createIncidents } from '../../src/operations/incidents.ts';
import { createUnclearWords } from '../../src/operations/unclear-words.ts';

const CARD = { requestId: 'ic-0000000001', destination: 'channel' };
const DM = { ...CARD, destination: 'dm' };
const OTHER = { ...CARD, requestId: 'ic-0000000002' };

function open() {
  const incidents = createIncidents(
    () => 0,
    () => undefined,
  );
  const unclear = createUnclearWords(incidents);
  return {
    ...unclear,
    refuse: (about: typeof CARD, times: number, code = 'tomorrow', scope = 'unclear') => {
      for (let count = 0; count < times; count++) unclear.note({ ...about, scope, code });
    },
    keys: () => incidents.standing().map(({ key }) => key),
    text: () => incidents.standing()[0]?.text,
  };
}

test('five in a row of one message are an incident, with the word and what to do', () => {
  const { refuse, keys, text } = open();
  refuse(CARD, 4);
  refuse(DM, 4);
  refuse(OTHER, 4);
  refuse(CARD, 4, 'another');
  expect(keys()).toEqual([]);
  refuse(CARD, 1);
  expect(keys()).toEqual(['slack-refusal:tomorrow']);
  expect(text()).toContain('the card or thread of ic-0000000001 with tomorrow');
  refuse(DM, 3, 'another');
  expect(keys()).toHaveLength(1);
});

test('what was told in between begins anew, in this message alone', () => {
  const { refuse, told, keys } = open();
  refuse(CARD, 4);
  refuse(OTHER, 4);
  told(CARD);
  refuse(CARD, 4);
  expect(keys()).toEqual([]);
  refuse(OTHER, 1);
  expect(keys()).toEqual(['slack-refusal:tomorrow']);
});

test('it is over when the last message that it holds was told or given up', () => {
  const { refuse, told, keys } = open();
  refuse(CARD, 5);
  refuse(DM, 6);
  told(CARD);
  expect(keys()).toHaveLength(1);
  refuse(DM, 1, 'tomorrow', 'message');
  expect(keys()).toEqual([]);
});

test('known refusals, and what passes, are none', () => {
  const { refuse, keys } = open();
  for (const scope of ['place', 'bot', 'message', 'passing']) refuse(CARD, 9, 'is_archived', scope);
  expect(keys()).toEqual([]);
});
