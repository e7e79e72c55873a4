import { expect, test } from 'vitest';
import { createTroubles, type Noted, type StandingTrouble } from '../../src/operations/troubles.ts';

const MINUTE = 60_000;
const ARCHIVED: Noted = { scope: 'place', code: 'is_archived', channel: 'C1', requestId: 'ic-1' };
const REVOKED: Noted = { scope: 'bot', code: 'token_revoked', channel: 'C1', requestId: 'ic-1' };
const BLOCKS: Noted = { scope: 'message', code: 'invalid_blocks', channel: 'C1', requestId: 'ic-1' };

function open() {
  const clock = { now: 0 };
  const told: StandingTrouble[] = [];
  const troubles = createTroubles(
    () => clock.now,
    (trouble) => told.push(trouble),
  );
  const codes = () => troubles.standing().map(({ code }) => code);
  return { clock, told, troubles, codes };
}

test('what many requests meet in one place is one trouble, told once', () => {
  const { told, troubles, codes } = open();
  for (const requestId of ['ic-1', 'ic-2', 'ic-3']) troubles.note({ ...ARCHIVED, requestId });
  expect(codes()).toEqual(['is_archived']);
  expect(told).toHaveLength(1);
});

test('what passes by itself is none', () => {
  const { told, troubles, codes } = open();
  for (const scope of ['passing', 'unclear'] as const) troubles.note({ ...ARCHIVED, scope });
  expect(codes()).toEqual([]);
  expect(told).toEqual([]);
});

test('a channel that takes something is in order again, and so is the bot; others are not', () => {
  const { told, troubles, codes } = open();
  troubles.note(ARCHIVED);
  troubles.note({ ...ARCHIVED, channel: 'C2' });
  troubles.note(REVOKED);
  troubles.over('C1', 'post');
  expect(troubles.standing().map(({ channel }) => channel)).toEqual(['C2']);
  troubles.note(ARCHIVED);
  expect(codes()).toEqual(['is_archived', 'is_archived']);
  expect(told).toHaveLength(4);
});

test('a refused message is shown for an hour; a trouble that is met again stays', () => {
  const { clock, troubles, codes } = open();
  troubles.note(BLOCKS);
  troubles.note(ARCHIVED);
  for (let minute = 0; minute < 59; minute++) {
    clock.now += MINUTE;
    troubles.note(ARCHIVED);
  }
  expect(codes()).toEqual(['invalid_blocks', 'is_archived']);
  clock.now += MINUTE;
  expect(codes()).toEqual(['is_archived']);
});

test('where nobody may post, changing a message proves nothing; a call that was answered proves the token', () => {
  const { troubles, codes } = open();
  troubles.note({ ...ARCHIVED, code: 'restricted_action' });
  troubles.note({ ...REVOKED, code: 'missing_scope' });
  troubles.over('C1', 'update');
  troubles.known();
  expect(codes()).toEqual(['restricted_action', 'missing_scope']);
  troubles.over('C1', 'post');
  troubles.note(REVOKED);
  expect(codes()).toEqual(['token_revoked']);
  troubles.known();
  expect(codes()).toEqual([]);
});
