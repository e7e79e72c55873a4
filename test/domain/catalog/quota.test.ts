import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portsAt } from '../../../src/domain/catalog/quota.ts';
import { listed } from '../support.ts';

const LAG = {
  lagId: 'dxlag-1',
  name: 'lag',
  location: 'EqDC2',
  bandwidth: '10Gbps',
  links: 3,
  state: 'available',
  hostsConnections: true,
  macsec: false,
};

test('nobody knows before the first complete listing', () => {
  expect(portsAt('EqDC2', { interconnects: [], lags: [LAG], listedAt: undefined })).toBeUndefined();
});

test('counts what is there, under any code of the site, and a LAG’s links that the listing leaves out', () => {
  const interconnects = [
    listed({ interconnectId: 'dxcon-1', location: 'EqDC2' }),
    listed({ interconnectId: 'dxcon-2', location: 'EqDC2-EQ', state: 'deleting' }),
    listed({ interconnectId: 'dxcon-3', location: 'EqDC2', state: 'deleted' }),
    listed({ interconnectId: 'dxcon-4', location: 'EqDC21' }),
    listed({ interconnectId: 'dxcon-5', location: 'EqDC2', lagId: 'dxlag-1' }),
    listed({ interconnectId: 'dxcon-6', location: '' }),
  ];
  const catalog = { interconnects, lags: [LAG], listedAt: 1 };
  expect(portsAt('EqDC2', catalog)).toBe(5);
  expect(portsAt('EqDC2', { ...catalog, lags: [] })).toBe(3);
  expect(portsAt('EqDA2', catalog)).toBe(0);
});

test('a LAG’s links are counted once, however many of them are listed', () => {
  fc.assert(
    fc.property(fc.nat(4), fc.nat(4), (links, shown) => {
      const interconnects = Array.from({ length: shown }, (_, index) =>
        listed({ interconnectId: `dxcon-${index}`, location: 'EqDC2', lagId: 'dxlag-1' }),
      );
      const catalog = { interconnects, lags: [{ ...LAG, links }], listedAt: 1 };
      expect(portsAt('EqDC2', catalog)).toBe(Math.max(links, shown));
    }),
  );
});
