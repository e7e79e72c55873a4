import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksAllowed, megabits, sortedSpeeds, toWireSpeed } from '../../src/domain/speed.ts';

test.each([
  ['1G', '1Gbps'],
  ['10G', '10Gbps'],
  ['100G', '100Gbps'],
  ['400G', '400Gbps'],
  ['500M', '500Mbps'],
  ['10Gbps', '10Gbps'],
  ['10g', '10g'],
  ['fast', 'fast'],
  ['', ''],
])('%s is %s on the wire', (word, wire) => {
  expect(toWireSpeed(word)).toBe(wire);
});

test('the wire form of a wire form is itself', () => {
  fc.assert(fc.property(fc.string(), (word) => toWireSpeed(toWireSpeed(word)) === toWireSpeed(word)));
});

test('both vocabularies become one list, slowest first, new words last', () => {
  expect(sortedSpeeds(['100G', '1Gbps', 'warp', '10G', '10Gbps', '500M'])).toEqual([
    '500Mbps',
    '1Gbps',
    '10Gbps',
    '100Gbps',
    'warp',
  ]);
  expect(megabits('10G')).toBe(10_000);
});

test.each([
  ['1Gbps', 4],
  ['10Gbps', 4],
  ['100Gbps', 2],
  ['400Gbps', 2],
])('a LAG of %s has room for %i links', (speed, links) => {
  expect(linksAllowed(speed)).toBe(links);
});
