import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { directMessage } from '../../../src/slack/blocks/direct-message.ts';
import { AT, lee, lin, listed, order, STATES } from '../../domain/support.ts';
import { linesShown } from './lines-shown.ts';
import { alarm, announced, anyOrdered, DAY, followedView, KINDS, portIn, viewOf } from './ordered.ts';
import { expectFit, mrkdwnIn } from './support.ts';

// A port's card for the months in which it is followed, and the direct message beside it.

const LINK = 'https://example.slack.com/archives/C1/p1';
const plainCard = (view: RequestView) => card(view, { deploymentLabel: undefined, mention: false });
const LOA = AT + 2 * DAY;
const LIGHT = AT + 17 * DAY;
const letter = (state: string) => listed({ state, loaIssueTime: LOA, device: 'EqDC2-1a2b' });
const lit = { firstAvailableAt: LIGHT };
const dark = viewOf(portIn('down', 40, { seen: letter('down'), ...lit }));
const got = { by: lee, at: AT + 41 * DAY };
const told = { since: AT + 30 * DAY, listings: 12, told: true };

/** By what it is in, each with what is told of it in all its ways. */
const STAGES: Record<string, RequestView> = {
  requested: viewOf(portIn('requested')),
  'pending, before anybody has fetched the LOA-CFA': viewOf(portIn('pending', 2)),
  pending: viewOf(portIn('pending', 2, { seen: letter('pending') })),
  'pending, while the bot fetches the LOA-CFA': {
    ...viewOf(portIn('pending', 2)),
    loa: { fetched: 0, issuedAt: null, fetching: true },
  },
  'pending, with the LOA-CFA in the thread': {
    ...viewOf(portIn('pending', 2)),
    loa: { fetched: 1, issuedAt: LOA, fetching: false },
  },
  'pending, with an LOA-CFA that somebody else has fetched': {
    ...viewOf(portIn('pending', 2)),
    loa: { fetched: 1, issuedAt: LOA, fetching: false, outside: true },
  },
  'down, before its first light': viewOf(portIn('down', 9, { seen: letter('down') })),
  available: viewOf(portIn('available', 17, { seen: letter('available'), ...lit })),
  'down, after it had light': dark,
  'light lost, and nobody looks after it': { ...dark, alarms: [alarm('light_lost', 40)] },
  'light lost, and somebody looks after it': { ...dark, alarms: [alarm('light_lost', 40, got)] },
  'available, with maintenance to come': {
    ...viewOf(portIn('available', 17, lit)),
    maintenance: [
      announced(70, { planned: false, code: 'AWS_DIRECTCONNECT_ISSUE', endsAt: null }),
      announced(60),
    ],
  },
  'light lost, maybe by maintenance': { ...dark, maintenance: [announced(40)] },
  'available again': viewOf(portIn('available', 41, { seen: letter('available'), ...lit })),
  'pending, after it had light': viewOf(portIn('pending', 50, { seen: letter('pending'), ...lit })),
  missing: viewOf(portIn('available', 17, { seen: letter('available'), ...lit, missing: told })),
  'missing, and nobody was told': viewOf(
    portIn('available', 17, { ...lit, missing: { ...told, told: false } }),
  ),
  'being deleted': viewOf(portIn('deleting', 60, lit)),
  'being deleted, and nobody looks after it': {
    ...viewOf(portIn('deleting', 60, lit)),
    alarms: [{ ...alarm('deleted', 0), raisedAt: AT + 60 * DAY }],
  },
  'requested for long': { ...viewOf(portIn('requested')), alarms: [alarm('unanswered', 0)] },
  'down, with an LOA-CFA that has expired': {
    ...viewOf(portIn('down', 9, { seen: letter('down') })),
    alarms: [{ ...alarm('loa', 2), step: 3, raisedAt: LOA + 90 * DAY }],
  },
  'available, after its LOA-CFA was fetched once more': {
    ...viewOf(portIn('available', 17, lit)),
    loa: { fetched: 2, issuedAt: AT + 30 * DAY, fetching: false },
  },
  'available, without its encryption': {
    ...viewOf(portIn('available', 17, lit)),
    alarms: [alarm('encryption_lost', 40)],
  },
  'available, and flapping': { ...viewOf(portIn('available', 17, lit)), alarms: [alarm('flapping', 40)] },
  'available, with maintenance to come on its pair': {
    ...viewOf(portIn('available', 17, lit)),
    maintenance: [announced(60)],
    alarms: [alarm('maintenance_pair', 60)],
  },
  'unknown, after it had light': viewOf(portIn('unknown', 30, lit)),
  'in a state that nobody knows': viewOf(portIn('*testing*', 3)),
  'not what was ordered': viewOf(portIn('pending', 2, { seen: listed({ name: 'dc2-core-1' }) })),
  'followed, with light': followedView(portIn('available', 0, { firstAvailableAt: AT })),
  'followed, and light lost since': followedView(portIn('down', 5, { firstAvailableAt: AT })),
  'followed, without light': followedView(portIn('down')),
  'followed, requested': followedView(portIn('requested')),
};

describe('word for word', () => {
  test.each(Object.entries(STAGES))('the card: %s', (_, view) => {
    expect(linesShown(plainCard(view))).toMatchSnapshot();
  });

  test.each(Object.entries(STAGES))('the direct message: %s', (_, view) => {
    expect(linesShown(directMessage(view, LINK))).toMatchSnapshot();
  });

  test('the card of one of which everything is wrong', () => {
    const alarms = KINDS.map((kind, index) => alarm(kind, index, index === 0 ? got : null));
    expect(linesShown(plainCard({ ...dark, alarms }))).toMatchSnapshot();
  });

  test('the card of one with all that there is to say', () => {
    const port = portIn('pending', 2, {
      seen: { ...letter('pending'), lagId: 'dxlag-fg1234ab', encryption: 'Encryption Up' },
    });
    const view = viewOf(port, {
      beneficiary: lin,
      revision: 2,
      reason: `${'A long reason. '.repeat(20)}The end.`,
      warnings: ['The first port at EqDC2.', 'dxlag-fg1234ab has 3 of 4 links before this order.'],
      order: order({
        lagId: 'dxlag-fg1234ab',
        providerName: 'Equinix',
        requestMACSec: true,
        tags: [{ key: 'team', value: 'net' }],
      }),
    });
    const options = { deploymentLabel: 'staging', mention: false, price: '2.25 USD per port hour' };
    expect(linesShown(card(view, options))).toMatchSnapshot();
  });

  test('the card of one that was deleted tells its life', () => {
    const view = viewOf(portIn('deleted', 120, { seen: letter('deleted'), ...lit }), {
      state: { ...STATES.closed, at: AT + 120 * DAY },
    });
    expect(linesShown(plainCard(view))).toMatchSnapshot();
  });
});

describe('whatever people and AWS wrote', () => {
  test('Slack takes it whole and shows it literally', () => {
    fc.assert(
      fc.property(anyOrdered, (view) => {
        expectFit(plainCard(view));
        expectFit(directMessage(view, LINK));
      }),
    );
  });

  test('the direct message mentions nobody', () => {
    fc.assert(
      fc.property(anyOrdered, (view) => {
        expect(mrkdwnIn(directMessage(view, LINK).blocks).join()).not.toContain('<@');
      }),
    );
  });
});

describe('nothing is drawn again by time alone', () => {
  afterEach(() => vi.useRealTimers());

  test('what it shows is the same a hundred days later', () => {
    fc.assert(
      fc.property(anyOrdered, (view) => {
        const drawn = [AT, AT + 100 * DAY].map((now) => {
          vi.useFakeTimers({ now });
          return JSON.stringify([plainCard(view), directMessage(view, LINK)]);
        });
        expect(drawn[1]).toBe(drawn[0]);
      }),
    );
  });

  test('nor by what a listing tells and no card shows', () => {
    const drawn = (listedAt: number, missed: number) => {
      const missing = missed > 0 ? { since: AT, listings: missed, told: false } : null;
      return plainCard(viewOf(portIn('available', 17, { ...lit, listedAt, missing })));
    };
    expect(drawn(AT + DAY, 3)).toEqual(drawn(AT, 0));
  });
});
