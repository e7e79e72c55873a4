import type { HeaderBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import type { Hold, Request, RequestState, Status } from '../../src/domain/request/request.ts';
import type { RequestView } from '../../src/interfaces/chat.ts';
import { cardButtons, requesterButtons } from '../../src/slack/blocks/buttons.ts';
import { card } from '../../src/slack/blocks/card.ts';
import { menu } from '../../src/slack/blocks/menu.ts';
import { statusText } from '../../src/words/status.ts';
import { statusLine } from '../../src/words/status-line.ts';
import { erin, lee, lin, request, STATES, STATUSES } from '../domain/support.ts';

const held = (kind: Hold['kind']): RequestState => ({
  ...STATES.approved,
  hold: { kind, code: 'CODE', message: 'said' },
});

const viewOf = (given: Request): RequestView => ({
  request: given,
  votes: [],
  card: undefined,
  quorum: given.rule.quorum,
  freeze: undefined,
  rehearsing: false,
});

/** By kind: waiting, under way, available, needs someone, refused or rejected; none where it has ended. */
const GLYPHS: Record<Status, string> = {
  awaiting_approval: '⏳',
  approved: '🔄',
  placing: '🔄',
  unsettled: '🔄',
  ordered: '🔄',
  sent_back: '❗',
  needs_decision: '❗',
  refused: '⛔',
  rejected: '⛔',
  withdrawn: '',
  expired: '',
  rehearsed: '',
  abandoned: '',
  closed: '',
};
const glyphAs = (state: RequestState) =>
  state.status === 'approved' && state.hold?.kind === 'frozen' ? '⏳' : undefined;

test('a port that carries light has a glyph of its own', () => {
  const given = request({ state: { ...STATES.ordered, portState: 'available' } });
  expect(statusLine(viewOf(given))).toBe('✅ Ordered: dxcon-fg1234ab, available');
});

test('a port that is only followed says so, and what became of it', () => {
  const submissionId = 'follow:123456789012:us-east-1:dxcon-fg1234ab';
  const saying = (state: RequestState) => statusLine(viewOf(request({ submissionId, state })));
  expect(saying({ ...STATES.ordered, by: [] })).toBe('🔄 Followed: dxcon-fg1234ab, requested');
  expect(saying(STATES.closed)).toBe('Deleted at AWS: dxcon-fg1234ab');
  expect(saying({ ...STATES.closed, to: 'ic-ELSEWHERE0' })).toBe(
    'Handed over to ic-ELSEWHERE0: dxcon-fg1234ab',
  );
});

describe('a status is the first thing on the card', () => {
  test.each<[string, RequestState]>([
    ['Waiting for approval: 0 of 1 from net-leads', STATES.awaiting_approval],
    ['Approved by Lee. Ordering at AWS', STATES.approved],
    ['Approved by Lee. Ordering at AWS', STATES.placing],
    ['Approved by Lee, Lin and Erin. Ordering at AWS', { ...STATES.approved, by: [lee, lin, erin] }],
    ['Approved, on hold: ordering is frozen', held('frozen')],
    ['Approved by Lee. Not sent yet: AWS could not be checked', held('could_not_look')],
    ["Approved by Lee. Not sent: the bot has another account's credentials", held('wrong_account')],
    ['Approved by Lee. Not sent yet: trying again', held('not_sent')],
    ['Approved by Lee. Not sent yet: trying again', held('throttled')],
    ['Approved by Lee. Not sent yet: who may approve could not be checked', held('unchecked')],
    ["Approved by Lee. Not sent yet: the bot's processes run with different rules", held('rules_differ')],
    ['Ordered: dxcon-fg1234ab, requested', STATES.ordered],
    ['Rejected by Lee: Not this quarter', STATES.rejected],
    ['Withdrawn by Erin', STATES.withdrawn],
    ['Expired: no decision in 72 hours', STATES.expired],
    ['Expired: not placed in 72 hours', { ...STATES.expired, cause: 'not_placed' }],
    ['Refused by AWS: nothing was ordered', STATES.refused],
    ['Outcome unknown: looking for the port at AWS', STATES.unsettled],
    ['Needs a decision', STATES.needs_decision],
    ['Dry run: nothing was sent to AWS', STATES.rehearsed],
    ['Sent back: EqDC2 offers 1Gbps.', STATES.sent_back],
    ['Sent back by Lee: Wrong site', { ...STATES.sent_back, by: lee, reason: 'Wrong site' }],
    ['Given up by Lee', STATES.abandoned],
    ['Deleted at AWS: dxcon-fg1234ab', STATES.closed],
  ])('%s', (words, state) => {
    const given = request({ state });
    expect(statusText(given, { approvals: 0, quorum: 1 })).toBe(words);
    // One glyph at the most, one space, and then exactly the status.
    const { blocks } = card(viewOf(given), { deploymentLabel: undefined, mention: false });
    const { text } = (blocks[0] as HeaderBlock).text;
    const glyph = GLYPHS[state.status];
    expect(text).toBe(glyph === '' ? words : `${glyphAs(state) ?? glyph} ${words}`);
  });

  test('counts the approvals so far', () => {
    const waiting = request({ rule: { ...request().rule, quorum: 2 } });
    expect(statusText(waiting, { approvals: 1, quorum: 2 })).toBe(
      'Waiting for approval: 1 of 2 from net-leads',
    );
  });

  test('a bot that runs with DRY_RUN says that it holds what it does not place', () => {
    const words = statusText(request({ state: STATES.approved }), {
      approvals: 1,
      quorum: 1,
      rehearsing: true,
    });
    expect(words).toBe('Approved, on hold: this bot runs with DRY_RUN');
  });

  test('a dry run never says that it orders', () => {
    const words = statusText(request({ state: STATES.approved, dryRun: true }), { approvals: 1, quorum: 1 });
    expect(words).toBe('Approved by Lee. Dry run: nothing will be sent to AWS');
  });
});

describe('the buttons of each state', () => {
  const REQUESTERS: Partial<Record<RequestState['status'], string[]>> = {
    awaiting_approval: ['Remind', 'Withdraw'],
    sent_back: ['Edit and ask again', 'Withdraw'],
    approved: ['Withdraw'],
    refused: ['Request again', 'Withdraw'],
    rejected: ['Request again'],
    withdrawn: ['Request again'],
    expired: ['Request again'],
    rehearsed: ['Request again'],
    abandoned: ['Request again'],
    closed: ['Request again'],
    ordered: ['Order a second one'],
  };
  const VOTING = ['Send back', 'Approve with a comment', 'Take my approval back'];
  /** On the card Withdraw stands in the menu, and nobody is reminded there. */
  const onCard = (own: string[]) => own.filter((text) => text !== 'Withdraw' && text !== 'Remind');
  const LEADS: typeof REQUESTERS = {
    awaiting_approval: ['Approve', 'Reject'],
    refused: ['Try again'],
    needs_decision: ['It exists', 'Order again', 'Give up'],
  };
  const texts = (buttons: ReturnType<typeof cardButtons>) => buttons.map(({ text }) => text.text);

  test.each(STATUSES)('%s', (status) => {
    const given = request({ state: STATES[status] });
    const own = REQUESTERS[status] ?? [];
    expect(texts(requesterButtons(viewOf(given)))).toEqual(own);
    expect(menu(given).options.map(({ text }) => text.text)).toEqual([
      ...(own.includes('Withdraw') ? ['Withdraw'] : []),
      ...(status === 'awaiting_approval' ? VOTING : []),
      'Details',
    ]);
    expect(texts(cardButtons(viewOf(given)))).toEqual([...(LEADS[status] ?? []), ...onCard(own)]);
  });

  describe('Approve asks again, and says what it comes to', () => {
    const what = '10Gbps at Equinix DC2/DC11, Ashburn, VA (EqDC2), us-east-1, account 123456789012.';
    const asked = (view: RequestView, price?: string) => cardButtons(view, price)[0]?.confirm;
    const waiting = viewOf(request());

    test('and what it costs', () => {
      expect(asked(waiting)).toMatchObject({
        title: { text: 'Order this port?' },
        text: {
          text: `${what} Yours is the last approval needed: it goes to AWS at once. Port hours are billed.`,
        },
        confirm: { text: 'Approve' },
        deny: { text: 'Go back' },
      });
      const priced = asked(waiting, '2.25 USD per port hour')?.text.text;
      expect(priced).toContain(' Port hours are billed: 2.25 USD per port hour.');
    });

    test.each<[string, Partial<RequestView>]>([
      ['2 more needed after yours.', { quorum: 3 }],
      [
        'Yours is the last approval needed: it goes to AWS once ordering is not frozen.',
        { freeze: 'setting' },
      ],
      ['Yours is the last approval needed: nothing is sent to AWS, this is a dry run.', { rehearsing: true }],
    ])('%s', (words, changes) => {
      expect(asked({ ...waiting, ...changes })?.text.text).toBe(`${what} ${words} Port hours are billed.`);
    });
  });
});
