import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Line } from '../../../src/domain/request/line.ts';
import type { RequestState } from '../../../src/domain/request/request.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { escaped } from '../../../src/slack/blocks/blocks.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { directMessage } from '../../../src/slack/blocks/direct-message.ts';
import { notice } from '../../../src/slack/blocks/notice.ts';
import { threadLine } from '../../../src/slack/blocks/thread-line.ts';
import { AT, EVENTS, lee, lin, order, request, rule, STATES, STATUSES } from '../../domain/support.ts';
import { anyLine, anyRequest, anyVotes, expectFit, MARK, mrkdwnIn, word } from './support.ts';

const CALM = { quorum: 1, freeze: undefined, rehearsing: false };
const anyView: fc.Arbitrary<RequestView> = fc
  .tuple(anyRequest, anyVotes)
  .map(([given, votes]) => ({ request: given, votes, card: undefined, ...CALM }));
const view = (changes: Parameters<typeof request>[0]): RequestView => ({
  request: request(changes),
  votes: [],
  card: undefined,
  ...CALM,
});

describe('whatever people and AWS wrote, Slack takes it whole and shows it literally', () => {
  test('on the card', () => {
    fc.assert(
      fc.property(
        anyView,
        fc.option(word, { nil: undefined }),
        fc.boolean(),
        (given, deploymentLabel, mention) => expectFit(card(given, { deploymentLabel, mention })),
      ),
    );
  });

  test('in the direct message', () => {
    const link = fc.constantFrom(undefined, 'https://example.slack.com/archives/C1/p1');
    fc.assert(fc.property(anyView, link, (given, cardLink) => expectFit(directMessage(given, cardLink))));
  });

  test('in the notice to those whom the rule lets know', () => {
    const link = fc.constantFrom(undefined, 'https://example.slack.com/archives/C1/p1');
    fc.assert(fc.property(anyView, link, (given, cardLink) => expectFit(notice(given, cardLink))));
  });

  test('in a line of the thread', () => {
    fc.assert(fc.property(anyLine, anyRequest, (line, given) => expectFit(threadLine(line, given))));
  });
});

describe('with ten thousand characters in every place at once', () => {
  const long = `${MARK}${'&'.repeat(10_000)}`;
  const someone = { id: 'U0LONG', name: long };
  const voter = {
    requestId: 'ic-0123456789',
    revision: 1,
    attempt: 0,
    voter: someone,
    choice: 'approve',
    fingerprint: 'a',
    comment: null,
    at: AT,
  } as const;
  const states = STATUSES.map((status): RequestState => {
    const state = STATES[status];
    return {
      ...state,
      ...('reason' in state ? { reason: long } : {}),
      ...('by' in state ? { by: Array.isArray(state.by) ? [someone, someone] : someone } : {}),
      ...('interconnectId' in state ? { interconnectId: long } : {}),
    } as RequestState;
  });
  const worst = (state: RequestState) =>
    view({
      state,
      requester: someone,
      reason: long,
      locationName: long,
      warnings: [long, long, long],
      dryRun: true,
      revision: 99,
      rule: {
        ...rule,
        name: long,
        approvers: Array(300).fill({ kind: 'group', id: 'S0LEADS1234', name: long }),
      },
      order: order({
        location: long,
        bandwidth: long,
        interconnectName: long,
        lagId: long,
        providerName: long,
        tags: Array(47).fill({ key: long, value: long }),
      }),
    });

  test.each(states)('$status', (state) => {
    const given = { ...worst(state), votes: Array<Vote>(20).fill(voter) };
    expectFit(card(given, { deploymentLabel: long, mention: true }));
    expectFit(directMessage(given, 'https://example.slack.com/archives/C1/p1'));
    expectFit(threadLine({ kind: 'step', state }, given.request));
  });
});

describe('a fallback text', () => {
  test('is cut after escaping, never within an entity', () => {
    const text = escaped('&'.repeat(10_000));
    expect(text).toMatch(/^(&amp;){599}…$/);
    expect([...text].length).toBeLessThanOrEqual(3_000);
  });

  test('keeps what fits', () => {
    expect(escaped('5 < 6 & 7 > 6')).toBe('5 &lt; 6 &amp; 7 &gt; 6');
  });
});

describe('people and their words', () => {
  test("a person's name stands beside the mention, which nobody can take on", () => {
    const vote = {
      requestId: 'ic-0123456789',
      revision: 1,
      attempt: 0,
      voter: lee,
      choice: 'approve',
      fingerprint: 'a',
      comment: null,
      at: AT,
    } as const;
    const given = {
      ...view({ state: { ...STATES.sent_back, by: lin, reason: 'Wrong site' } }),
      votes: [vote],
    };
    const { blocks } = card(given, { deploymentLabel: undefined, mention: false });
    const elements = blocks.flatMap((block) => (block.type === 'context' ? block.elements : []));
    const beside = (words: string) =>
      elements[elements.findIndex((one) => 'text' in one && one.text === words) + 1];
    expect(beside('Asked by Erin')).toMatchObject({ type: 'mrkdwn', text: '<@U0ERIN>' });
    expect(beside('Approved by Lee')).toMatchObject({ text: expect.stringMatching(/^<@U0LEE> <!date/) });
    expect(beside('By Lin')).toMatchObject({ text: '<@U0LIN>' });
  });

  test('a direct message mentions nobody', () => {
    expect(mrkdwnIn(directMessage(view({}), 'https://example.slack.com').blocks).join()).not.toContain('<@');
  });

  test('no section with their words is folded away', () => {
    fc.assert(
      fc.property(anyView, anyLine, (given, line) => {
        const drawn = [
          card(given, { deploymentLabel: undefined, mention: true }),
          directMessage(given, undefined),
          threadLine(line, given.request),
        ];
        const sections = drawn.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'section'));
        for (const section of sections)
          if (JSON.stringify(section).includes(MARK)) expect(section.expand).toBe(true);
      }),
    );
  });
});

test('a card says one number of approvals everywhere, also where the rule of now wants more', () => {
  const { blocks } = card({ ...view({}), quorum: 2 }, { deploymentLabel: undefined, mention: false });
  const drawn = JSON.stringify(blocks);
  expect(drawn).toContain('Waiting for approval: 0 of 2 from net-leads');
  expect(drawn).toContain('Rule default: 2 of net-leads');
});

describe('whose phone rings', () => {
  const mentions = (given: RequestView, mention = true) =>
    mrkdwnIn(card(given, { deploymentLabel: undefined, mention }).blocks).join();

  test("on the card's first post: whoever can decide", () => {
    expect(mentions(view({}))).toContain('To decide: <!subteam^S0LEADS> until <!date^');
    expect(mentions(view({}), false)).not.toContain('S0LEADS');
  });

  test('nobody where there is nothing to decide any more', () => {
    expect(mentions(view({ state: STATES.withdrawn }))).not.toContain('S0LEADS');
  });

  test('as many as fit, where hundreds are named', () => {
    const approvers = Array.from({ length: 300 }, (_, index) => ({
      kind: 'user' as const,
      id: `U0000${index}`,
      name: 'x',
    }));
    const given = view({ rule: { ...rule, approvers } });
    expect(mentions(given)).toContain('<@U00000> <@U00001>');
    expectFit(card(given, { deploymentLabel: undefined, mention: true }));
  });
});

describe('the words of a line', () => {
  const said = (line: Parameters<typeof threadLine>[0]) => threadLine(line, request());
  const port = { kind: 'port_state', interconnectId: 'dxcon-a', lostLight: false, days: 3 } as const;
  const hold = { kind: 'throttled', code: 'ThrottlingException', message: 'Rate exceeded' } as const;

  test.each<[Line, string]>([
    [
      { ...port, state: 'requested' },
      "dxcon-a is requested. AWS may take 72 hours and may write to the account's root address.",
    ],
    [{ ...port, state: 'pending' }, 'dxcon-a is pending: the LOA-CFA can be fetched.'],
    [{ ...port, state: 'down' }, 'dxcon-a is down: waiting for the cross connect and light.'],
    [{ ...port, state: 'down', lostLight: true }, 'dxcon-a is down: light was lost.'],
    [{ ...port, state: 'available' }, 'dxcon-a is available, 3 days after the order.'],
    [{ ...port, state: 'available', days: 0 }, 'dxcon-a is available, on the day of the order.'],
    [{ ...port, state: 'available', days: 1 }, 'dxcon-a is available, 1 day after the order.'],
    [{ ...port, state: 'deleted' }, 'dxcon-a was deleted at AWS. The bot did not do that.'],
    [
      { kind: 'refused', code: 'DirectConnectClientException', message: 'No ports' },
      'AWS refused the order and made nothing: "No ports" (DirectConnectClientException). Mend what AWS names: Request again with other values, or Try again once AWS can.',
    ],
    [
      { kind: 'unknown', code: 'TimeoutError', until: Date.UTC(2026, 10, 2, 9, 45) },
      "AWS's answer was lost (TimeoutError). A port may exist. Looking until 2026-11-02 09:45 UTC; nothing is sent again by itself.",
    ],
    [
      { kind: 'adopted', interconnectId: 'dxcon-a', found: 'settling' },
      "Found dxcon-a by this order's tag: taken over, not ordered again.",
    ],
    [
      {
        kind: 'not_settled',
        looked: 'not_there',
        minutes: 15,
        candidates: [],
        attempts: [{ number: 1, at: AT, code: 'DEADLINE' }],
      },
      'No port found after 15 minutes. One may still exist. Order again, It exists, or Give up?\nAttempt 1 at 2026-11-02 09:30 UTC: DEADLINE.',
    ],
    [
      { kind: 'stray', interconnectId: 'dxcon-b', own: 'dxcon-a' },
      "A second port: dxcon-b bears this order's tag too, beside dxcon-a. Both are billed. Nothing is deleted by itself: decide which one stays.",
    ],
    [
      { kind: 'resubmitted', revision: 2 },
      'Erin changed the request (revision 2). Earlier votes are void: please decide again.',
    ],
    [{ kind: 'ordered_again', by: [lee, lin] }, 'Lee and Lin asked to order again.'],
    [
      { kind: 'held', hold },
      'AWS was busy and made nothing: "Rate exceeded" (ThrottlingException). It is looked up and tried again by itself.',
    ],
    [
      { kind: 'held', hold: { ...hold, code: 'ExpiredTokenException', message: 'Too late' } },
      'What signed the order had expired, and AWS made nothing: "Too late" (ExpiredTokenException). It is looked up and tried again by itself.',
    ],
  ])('%j', (line, words) => {
    expect(said(line).text).toBe(words);
  });

  test.each<Line>([
    { kind: 'refused', code: 'X', message: 'No' },
    { kind: 'unknown', code: 'X', until: 0 },
    { kind: 'not_settled', looked: 'not_there', minutes: 15, candidates: [], attempts: [] },
    { kind: 'lapsed', why: 'Lee has left.', decision: false },
    { kind: 'stray', interconnectId: 'dxcon-b', own: undefined },
    { kind: 'different', interconnectId: 'dxcon-a', differences: ['The name is b, ordered was a.'] },
    { ...port, state: 'down', lostLight: true },
  ])('$kind needs someone, and mentions the requester and the approvers', (line) => {
    expect(mrkdwnIn(said(line).blocks).at(-1)).toBe('<@U0ERIN> <!subteam^S0LEADS>');
  });

  test('once a request has escalated, a line that needs someone calls those who decide since then too', () => {
    const directors = { kind: 'group', id: 'S0DIRECTORS', name: 'directors' } as const;
    const escalate = { afterHours: 24, approvers: [directors] };
    const given = request({ rule: { ...rule, escalate }, escalatedAt: AT });
    const line: Line = {
      kind: 'not_settled',
      looked: 'not_there',
      minutes: 15,
      candidates: [],
      attempts: [],
    };
    expect(mrkdwnIn(threadLine(line, given).blocks).at(-1)).toBe(
      '<@U0ERIN> <!subteam^S0LEADS> <!subteam^S0DIRECTORS>',
    );
  });

  test('a port that is pending needs its requester, who fetches the LOA', () => {
    expect(mrkdwnIn(said({ ...port, state: 'pending' }).blocks)).toEqual(['<@U0ERIN>']);
  });

  test.each(['requested', 'down', 'available', 'deleted'])('a routine line mentions nobody: %s', (state) => {
    expect(mrkdwnIn(said({ ...port, state }).blocks)).toEqual([]);
  });
});

test('a line that needs someone calls those too whom its request has escalated to', () => {
  const escalate = {
    afterHours: 24,
    approvers: [{ kind: 'group', id: 'S0DIRECTORS', name: 'net-directors' }],
  } as const;
  const called = (escalatedAt: number | null) =>
    mrkdwnIn(
      threadLine(
        { kind: 'refused', code: 'X', message: 'No' },
        request({ rule: { ...rule, escalate }, escalatedAt }),
      ).blocks,
    ).at(-1);
  expect(called(null)).toBe('<@U0ERIN> <!subteam^S0LEADS>');
  expect(called(AT)).toBe('<@U0ERIN> <!subteam^S0LEADS> <!subteam^S0DIRECTORS>');
});

test('groups that the rule lets know are mentioned with the card, once, and people are not', () => {
  const notify = [
    { kind: 'group', id: 'S0SITES', name: 'sites' },
    { kind: 'user', id: 'U0CFO', name: 'Cleo' },
  ] as const;
  const told = view({ rule: { ...rule, notify } });
  const drawn = (mention: boolean) => JSON.stringify(card(told, { deploymentLabel: undefined, mention }));
  expect(drawn(true)).toContain('"For your information: <!subteam^S0SITES>"');
  expect(drawn(true)).not.toContain('U0CFO');
  expect(drawn(false)).not.toContain('S0SITES');
});

test('a line that calls people mentions them in the thread, and nobody where it stands in a direct message', () => {
  const { type: _, at: __, direct: ___, step: ____, ...waiting } = EVENTS.reminded;
  const line: Line = { kind: 'reminder', ...waiting };
  const spoken =
    'Still waiting for approval: 0 of 1 from net-leads. Asked 4 hours ago; expires 2026-11-05 09:30 UTC.';
  const inThread = threadLine(line, request());
  expect(inThread.text).toBe(spoken);
  expect(mrkdwnIn(inThread.blocks)).toContain('<!subteam^S0LEADS>');
  const own = threadLine({ ...line, direct: true }, request());
  expect(own.text).toBe(`dc2-core-01, 10Gbps at EqDC2: ${spoken}`);
  expect(JSON.stringify(own.blocks)).not.toContain('S0LEADS');
});
