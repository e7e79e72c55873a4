import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, plain } from '../../../src/slack/blocks/blocks.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { anyRequest, word } from './support.ts';

const REVERSED = 'pay \u202e001$\u202c to me\u200b';

test('what shows nothing, or turns a text around, is shown as nothing', () => {
  expect(plain(REVERSED).text).toBe('pay 001$ to me');
  expect(escaped(REVERSED)).toBe('pay 001$ to me');
  expect(plain('\u200b').text).toBe(' ');
});

test('whatever people and AWS wrote, none of it is on a card', () => {
  fc.assert(
    fc.property(anyRequest, word, (given, name) => {
      const request = { ...given, reason: REVERSED, requester: { id: 'U0ERIN', name: `${name}\u202e` } };
      const shown = card(
        { request, votes: [], card: undefined, quorum: 1, freeze: undefined, rehearsing: false },
        { deploymentLabel: undefined, mention: true },
      );
      expect(JSON.stringify(shown)).not.toMatch(/\p{Cf}/u);
    }),
  );
});
