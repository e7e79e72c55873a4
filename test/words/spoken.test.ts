import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestState } from '../../src/domain/request/request.ts';
import { card } from '../../src/slack/blocks/card.ts';
import { directMessage } from '../../src/slack/blocks/direct-message.ts';
import { threadLine } from '../../src/slack/blocks/thread-line.ts';
import { lee, request, STATES } from '../domain/support.ts';
import { anyLine, anyRequest } from '../slack/blocks/support.ts';

// What a phone shows on its lock screen, and what a screen reader reads: the text alone, never the blocks.

const WHAT = '10Gbps at EqDC2 (Ashburn), dc2-core-01, asked by Erin';
const view = (state: RequestState) => ({
  request: request({ state }),
  votes: [],
  card: undefined,
  quorum: 1,
  freeze: undefined,
  rehearsing: false,
});
const options = { deploymentLabel: undefined, mention: true };

describe('a card says what is asked for, where and by whom, whatever its status', () => {
  test.each<[string, RequestState]>([
    [`Waiting for approval: ${WHAT}`, STATES.awaiting_approval],
    [`Approved by Lee. Ordering at AWS: ${WHAT}`, STATES.approved],
    [
      `Approved, on hold: ${WHAT}; ordering is frozen`,
      { ...STATES.approved, hold: { kind: 'frozen', code: 'FROZEN', message: 'x' } },
    ],
    [`Ordered: ${WHAT}; dxcon-fg1234ab, requested`, STATES.ordered],
    [
      `Rejected by Lee: ${WHAT}; Not this quarter: ask later`,
      { ...STATES.rejected, reason: 'Not this quarter: ask later' },
    ],
    [`Withdrawn by Erin: ${WHAT}`, STATES.withdrawn],
    [`Expired: ${WHAT}; no decision in 72 hours`, STATES.expired],
    [`Refused by AWS: ${WHAT}; nothing was ordered`, STATES.refused],
    [`Outcome unknown: ${WHAT}; looking for the port at AWS`, STATES.unsettled],
    [`Needs a decision: ${WHAT}`, STATES.needs_decision],
    [`Sent back by Lee: ${WHAT}; Wrong site`, { ...STATES.sent_back, by: lee, reason: 'Wrong site' }],
    [`Deleted at AWS: ${WHAT}; dxcon-fg1234ab`, STATES.closed],
  ])('%s', (words, state) => {
    expect(card(view(state), options).text).toBe(words);
  });
});

test('a direct message and its lines begin with name, speed and code', () => {
  const begin = 'dc2-core-01, 10Gbps at EqDC2: ';
  const { text, blocks } = threadLine({ kind: 'step', state: STATES.rejected }, request());
  expect(directMessage(view(STATES.approved), undefined).text).toBe(
    `${begin}Approved by Lee. Ordering at AWS`,
  );
  expect(text.startsWith(`${begin}Rejected by Lee: `)).toBe(true);
  expect(blocks[0]).toMatchObject({ text: { text } });
});

test("no text holds a time in the reader's zone or a mention, since it is read as it stands", () => {
  fc.assert(
    fc.property(anyRequest, anyLine, (given, line) => {
      const shown = {
        request: given,
        votes: [],
        card: undefined,
        quorum: 1,
        freeze: undefined,
        rehearsing: false,
      };
      for (const { text } of [card(shown, options), directMessage(shown, undefined), threadLine(line, given)])
        expect(text).not.toMatch(/[<>]/);
    }),
  );
});
