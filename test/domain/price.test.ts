import { expect, test } from 'vitest';
import { priceOf } from '../../src/domain/price.ts';

const PRICES = {
  currency: 'USD',
  portHour: { '1Gbps': 0.3, '10Gbps': 2.25, '100Gbps': 22.5, '400Gbps': 1_085.125, '2.5Gbps': 1e-6 },
};

test.each([
  ['1Gbps', '0.30 USD per port hour'],
  ['10Gbps', '2.25 USD per port hour'],
  ['100Gbps', '22.50 USD per port hour'],
  ['400Gbps', '1085.125 USD per port hour'],
  ['2.5Gbps', '0.000001 USD per port hour'],
  ['50Mbps', undefined],
  ['constructor', undefined],
])('a port of %s: %s', (bandwidth, price) => {
  expect(priceOf(PRICES, { bandwidth })).toBe(price);
});

test('without prices, none', () => {
  expect(priceOf(undefined, { bandwidth: '10Gbps' })).toBeUndefined();
});
