import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import { judgePair, verdictKey } from '../../../src/domain/port/pair.ts';

const device = fc.option(fc.constantFrom('EqDC2-a1', 'EqDC2-b2', ''), { nil: undefined });
const port = (interconnectId: string): fc.Arbitrary<ListedInterconnect> =>
  fc.record({
    interconnectId: fc.constant(interconnectId),
    name: fc.constant('dc2'),
    state: fc.constant('down'),
    location: fc.constantFrom('EqDC2', 'EqDA2'),
    bandwidth: fc.constant('10Gbps'),
    device,
    logicalDevice: device,
  }) as fc.Arbitrary<ListedInterconnect>;
const pairs = fc.tuple(port('dxcon-1'), port('dxcon-2'));

describe('a pair', () => {
  test('is judged once AWS has named the devices of both, and the same from both sides', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const [here, there] = [judgePair(one, other), judgePair(other, one)];
        expect(here !== undefined).toBe(Boolean(one.device) && Boolean(other.device));
        if (!here || !there) return;
        expect(there).toEqual({ verdict: here.verdict, own: here.other, other: here.own });
        expect(verdictKey(there)).toBe(verdictKey(here));
      }),
    );
  });

  test('is diverse only where neither device is the other’s', () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const judged = judgePair(one, other);
        if (!judged) return;
        const isSame = one.device === other.device;
        const isSameLogical = Boolean(one.logicalDevice) && one.logicalDevice === other.logicalDevice;
        expect(judged.verdict).toBe(
          isSame ? 'same_device' : isSameLogical ? 'same_logical_device' : 'diverse',
        );
      }),
    );
  });

  test('another device is another verdict to tell', () => {
    const seen = { name: 'dc2', state: 'down', location: 'EqDC2', bandwidth: '10Gbps' };
    const keyOf = (one: string, other: string) => {
      const judged = judgePair(
        { ...seen, interconnectId: 'dxcon-1', device: one },
        { ...seen, interconnectId: 'dxcon-2', device: other },
      );
      return judged && verdictKey(judged);
    };
    expect(
      new Set([keyOf('a', 'b'), keyOf('b', 'a'), keyOf('a', 'a'), keyOf('b', 'b'), keyOf('a', 'c')]).size,
    ).toBe(4);
  });
});
