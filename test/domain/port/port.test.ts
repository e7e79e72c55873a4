import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import { agrees, differences, isGone, observe, type Port, showsTag } from '../../../src/domain/port/port.ts';
import type { Order } from '../../../src/domain/request/order.ts';
import { NO_HISTORY } from '../../store/support/samples.ts';
import { AT, hostileText, listed, order } from '../support.ts';

const port: Port = {
  requestId: 'ic-0123456789',
  accountId: '123456789012',
  region: 'us-east-1',
  interconnectId: 'dxcon-fg1234ab',
  state: 'requested',
  stateSince: AT,
  orderedAt: AT,
  firstAvailableAt: null,
  seen: listed(),
  listedAt: AT,
  missing: null,
  history: NO_HISTORY,
  toldUntil: AT,
  dueAt: null,
};

describe('a port as listings show it', () => {
  test('changes its state and the time of it together', () => {
    const seen = listed({ state: 'pending' });
    expect(observe(port, seen, AT + 5)).toEqual({
      changed: true,
      port: { ...port, seen, state: 'pending', stateSince: AT + 5 },
    });
  });

  test('keeps the time while the state stays, and takes what else was seen', () => {
    const seen = listed({ device: 'EqDC2-1a' });
    expect(observe(port, seen, AT + 5)).toEqual({ changed: false, port: { ...port, seen } });
  });

  test('remembers the first time it was available, however often light is lost', () => {
    const states = fc.array(
      fc.constantFrom('requested', 'pending', 'down', 'available', 'unknown', 'new-word'),
    );
    fc.assert(
      fc.property(states, (words) => {
        const times = words.map((_, index) => AT + index);
        const last = words.reduce(
          (now, state, index) => observe(now, listed({ state }), AT + index).port,
          port,
        );
        const first = words.indexOf('available');
        expect(last.firstAvailableAt).toBe(first < 0 ? null : times[first]);
        expect(last.state).toBe(words.at(-1) ?? 'requested');
      }),
    );
  });

  test('is gone only where AWS says deleted', () => {
    expect(isGone('deleted')).toBe(true);
    fc.assert(fc.property(hostileText, (state) => isGone(state) === (state === 'deleted')));
  });
});

describe('what came back against what was ordered', () => {
  test.each<[Partial<Order>, Partial<ListedInterconnect>, string[]]>([
    [{}, {}, []],
    [{}, { location: 'EqDC2-EQ' }, ['AWS answered EqDC2-EQ for EqDC2.']],
    [{}, { bandwidth: '10G' }, []],
    [{ requestMACSec: true }, { macsecCapable: true }, []],
    [{ requestMACSec: true }, {}, []],
    [{}, { name: 'other' }, ['The name is other, ordered was dc2-core-01.']],
    [{}, { bandwidth: '1Gbps' }, ['The bandwidth is 1Gbps, ordered was 10Gbps.']],
    [{}, { lagId: 'dxlag-a' }, ['The LAG is dxlag-a, ordered was none.']],
    // What an answer leaves out is no difference.
    [{ lagId: 'dxlag-a' }, {}, []],
    [{ providerName: 'Zayo' }, {}, []],
    [{ providerName: 'Zayo' }, { providerName: 'Lumen' }, ['The provider is Lumen, ordered was Zayo.']],
    [{ interconnectName: 'core  é' }, { name: ' core e\u0301 ' }, []],
    [{ requestMACSec: true }, { macsecCapable: false }, ['The port is not MACsec capable.']],
  ])('%j against %j', (asked, got, found) => {
    expect(differences(order(asked), listed(got))).toEqual(found);
  });

  test('a port that was found agrees by name, speed and LAG; where it is, whose and how secure is told only', () => {
    const elsewhere = { location: 'EqSe2-EQ', providerName: 'Lumen', macsecCapable: false };
    expect(agrees(order({ requestMACSec: true, providerName: 'Zayo' }), listed(elsewhere))).toBe(true);
    for (const got of [{ name: 'other' }, { bandwidth: '1Gbps' }, { lagId: 'dxlag-a' }]) {
      expect(agrees(order(), listed(got))).toBe(false);
    }
  });

  test('an answer that shows tags has to show ours; one that shows none says nothing', () => {
    expect(showsTag(listed(), 'a', '1')).toBe(true);
    expect(showsTag(listed({ tags: [{ key: 'a', value: '1' }] }), 'a', '1')).toBe(true);
    expect(showsTag(listed({ tags: [] }), 'a', '1')).toBe(false);
  });
});
