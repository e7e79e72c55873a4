import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../src/domain/request/changed.ts';
import { changedWords } from '../../../src/words/changed.ts';
import { hostileText, lee, order, request } from '../support.ts';

const words = (...[before, after]: Parameters<typeof changesBetween>) =>
  changedWords(changesBetween(before, after));

describe('what an edit changed', () => {
  test('is told a line each, in the order of the form, old before new', () => {
    const before = request({
      order: order({ lagId: 'dxlag-fg1234ab', tags: [{ key: 'team', value: 'core' }] }),
    });
    const after = request({
      accountId: null,
      reason: 'For the second core',
      beneficiary: lee,
      order: order({
        bandwidth: '1Gbps',
        requestMACSec: true,
        interconnectName: 'dc2-core-02',
        tags: [
          { key: 'cost-center', value: '4711' },
          { key: 'team', value: 'edge' },
        ],
      }),
    });
    expect(words(before, after)).toEqual([
      'Account: 123456789012 -> none',
      'Bandwidth: 10Gbps -> 1Gbps',
      'LAG: dxlag-fg1234ab -> none',
      'MACsec: none -> requested',
      'Name: dc2-core-01 -> dc2-core-02',
      'Reason: New core -> For the second core',
      'For: none -> Lee',
      'Tag team: core -> edge',
      'Tag cost-center: none -> 4711',
    ]);
  });

  test('is nothing where nothing was, and the way back is the same turned around', () => {
    const anyOrder = fc
      .record({
        bandwidth: hostileText,
        interconnectName: hostileText,
        lagId: fc.option(hostileText, { nil: undefined }),
      })
      .map((changes) => request({ order: order(changes) }));
    fc.assert(
      fc.property(anyOrder, anyOrder, (before, after) => {
        expect(changesBetween(before, before)).toEqual([]);
        const back = changesBetween(after, before).map(({ from, to, ...one }) => ({
          ...one,
          from: to,
          to: from,
        }));
        expect(changesBetween(before, after)).toEqual(back);
      }),
    );
  });

  test('a long reason is cut on both sides', () => {
    const [line = ''] = words(request({ reason: 'a'.repeat(2_000) }), request({ reason: 'b'.repeat(2_000) }));
    expect(line.length).toBeLessThan(420);
  });
});
