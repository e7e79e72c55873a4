import { expect, test } from 'vitest';
import { checkAgainstCatalog } from '../../../src/domain/catalog/catalog.ts';
import { isUsual, unusual } from '../../../src/domain/catalog/unusual.ts';
import { catalog, lag, listed, location, order } from '../support.ts';

const LAG = 'dxlag-fg1234ab';
const FILL = `${LAG} has 2 of 4 links before this order.`;
const plain = location({ macsecSpeeds: [] });
/** Two ports on two devices, so that nothing is unusual about a third. */
const NEIGHBOURS = [
  listed({ interconnectId: 'dxcon-a', name: 'a', device: 'EqDC2-1' }),
  listed({ interconnectId: 'dxcon-b', name: 'b', device: 'EqDC2-2' }),
];
const known = (changes: Parameters<typeof catalog>[0] = {}) =>
  catalog({ locations: [plain], interconnects: NEIGHBOURS, ...changes });

test('nothing is unusual about one more port', () => {
  expect(unusual(order(), known())).toEqual([]);
});

test('a name that AWS is not known to take is told first, and refuses nothing', () => {
  const odd = order({ interconnectName: 'dc2 & more', lagId: LAG });
  expect(checkAgainstCatalog(odd, known({ lags: [lag()] }))).toEqual([]);
  expect(unusual(odd, known({ lags: [lag()] }))).toEqual([
    'Name: Only letters, digits, spaces and - _ , / are known to be taken by AWS.',
    FILL,
  ]);
});

test('the name of a port that is there', () => {
  const twins = [
    listed({ interconnectId: 'dxcon-gone', state: 'deleted' }),
    listed({ interconnectId: 'dxcon-twin', device: 'EqDC2-3' }),
  ];
  const given = known({ interconnects: [...NEIGHBOURS, ...twins] });
  expect(unusual(order(), given)).toEqual(['dxcon-twin already has this name.']);
});

test('the first port at a location, but only where its ports are known', () => {
  const elsewhere = [listed({ name: 'x', location: 'EqSe2' }), listed({ name: 'y', state: 'deleted' })];
  expect(unusual(order(), known({ interconnects: elsewhere }))).toEqual(['The first port at EqDC2.']);
  expect(unusual(order(), known({ interconnects: elsewhere, readAt: undefined }))).toEqual([]);
  // AWS's aliases of a site.
  const alias = NEIGHBOURS.map((port) => ({ ...port, location: 'EqDC2-EQ' }));
  expect(unusual(order(), known({ interconnects: alias }))).toEqual([]);
});

test('one device under every port there', () => {
  const one = NEIGHBOURS.map((port) => ({ ...port, device: 'EqDC2-1' }));
  const told = ['Every port at EqDC2 is on the device EqDC2-1: this one may be too.'];
  expect(unusual(order(), known({ interconnects: one }))).toEqual(told);
  const { device: _, ...untold } = listed({ interconnectId: 'dxcon-c', name: 'c' });
  expect(unusual(order(), known({ interconnects: [...one, untold] }))).toEqual([]);
});

test('no MACsec where it is offered', () => {
  const given = known({ locations: [location()] });
  expect(unusual(order(), given)).toEqual(['No MACsec, which EqDC2 offers at 10Gbps.']);
  expect(unusual(order({ requestMACSec: true }), given)).toEqual([]);
  expect(unusual(order({ bandwidth: '1Gbps' }), given)).toEqual([]);
});

test('a LAG that is full after this, or listed elsewhere; how full it was before is nothing unusual', () => {
  const links = (changes: Parameters<typeof lag>[0]) =>
    unusual(order({ lagId: LAG }), known({ lags: [lag(changes)] }));
  expect(links({})).toEqual([FILL]);
  expect(isUsual(FILL)).toBe(true);
  const full = links({ links: 3, location: 'EqDC2-EQ' });
  expect(full).toEqual([
    `${LAG} is full after this (4 of 4 links).`,
    `${LAG} is listed at EqDC2-EQ, the order says EqDC2; AWS uses aliases.`,
    `${LAG} has 3 of 4 links before this order.`,
  ]);
  expect(full.map(isUsual)).toEqual([false, false, true]);
});
