import { describe, expect, test } from 'vitest';
import {
  checkAgainstCatalog,
  type Lag,
  lagFill,
  lagMisfit,
  type RegionCatalog,
} from '../../../src/domain/catalog/catalog.ts';
import type { Order } from '../../../src/domain/request/order.ts';
import { catalog, lag, order } from '../support.ts';

const LAG = lag().lagId;

describe('what the catalog says against an order', () => {
  test.each<[string, Partial<Order>, Partial<RegionCatalog>, { field: string; message: string }[]]>([
    ['nothing', {}, {}, []],
    ['nothing, with everything asked for', { providerName: 'Equinix', requestMACSec: true }, {}, []],
    [
      'a speed that is not offered',
      { bandwidth: '100Gbps' },
      {},
      [{ field: 'bandwidth', message: 'EqDC2 offers 1Gbps, 10Gbps.' }],
    ],
    [
      'a location elsewhere',
      { location: 'EqSe2' },
      {},
      [{ field: 'location', message: 'EqSe2 is not a location of us-east-1.' }],
    ],
    [
      'no partner here',
      {},
      { refusal: 'Account 1 is not an authorized Direct Connect partner in us-east-1.' },
      [{ field: 'location', message: 'Account 1 is not an authorized Direct Connect partner in us-east-1.' }],
    ],
    [
      'a provider elsewhere',
      { providerName: 'CoreSite' },
      {},
      [{ field: 'provider', message: 'CoreSite is not a provider at EqDC2.' }],
    ],
    [
      'no MACsec at that speed',
      { bandwidth: '1Gbps', requestMACSec: true },
      {},
      [{ field: 'macsec', message: 'EqDC2 offers no MACsec at 1Gbps.' }],
    ],
    [
      'a full LAG',
      { lagId: LAG },
      { lags: [lag({ links: 4 })] },
      [{ field: 'lag', message: `${LAG} is full (4 of 4 links).` }],
    ],
    [
      'a LAG that is not there',
      { lagId: LAG },
      {},
      [{ field: 'lag', message: `${LAG} is not in us-east-1.` }],
    ],
    [
      'a LAG at another site',
      { lagId: LAG },
      { lags: [lag({ location: 'EqSe2' })] },
      [{ field: 'lag', message: `${LAG} is at EqSe2, not at EqDC2.` }],
    ],
    [
      'two things at once',
      { bandwidth: '100Gbps', providerName: 'CoreSite' },
      {},
      [
        { field: 'bandwidth', message: 'EqDC2 offers 1Gbps, 10Gbps.' },
        { field: 'provider', message: 'CoreSite is not a provider at EqDC2.' },
      ],
    ],
  ])('%s', (_what, asked, offered, violations) => {
    expect(checkAgainstCatalog(order(asked), catalog(offered))).toEqual(violations);
  });
});

describe('a LAG for 10Gbps without MACsec', () => {
  test.each<[Partial<Lag>, string | undefined]>([
    [{}, undefined],
    [{ location: 'EqDC2-EQ' }, undefined],
    [{ state: 'down' }, undefined],
    [{ state: 'deleting' }, `${LAG} is deleting.`],
    [{ state: 'deleted' }, `${LAG} is deleted.`],
    [{ bandwidth: '1Gbps' }, `${LAG} has 1Gbps links: every link of a LAG has the same bandwidth.`],
    [{ links: 4 }, `${LAG} is full (4 of 4 links).`],
    [{ hostsConnections: false }, `${LAG} doesn't allow hosted connections.`],
    [{ macsec: true }, `${LAG} uses MACsec: ask for MACsec too.`],
  ])('%j', (changes, misfit) => {
    expect(lagMisfit(lag(changes), { bandwidth: '10Gbps', macsec: false })).toBe(misfit);
  });

  test.each<[Partial<Lag>, string | undefined]>([
    [{ location: 'EqDC2' }, undefined],
    [{ location: 'EqDC2-EQ' }, undefined],
    [{ location: 'Eq' }, undefined],
    [{ location: '' }, undefined],
    [{ location: 'EqSe2' }, `${LAG} is at EqSe2, not at EqDC2.`],
    [{ location: 'eqdc2' }, `${LAG} is at eqdc2, not at EqDC2.`],
  ])('%j, ordered at EqDC2', (changes, misfit) => {
    const wanted = { location: 'EqDC2', bandwidth: '10Gbps', macsec: false };
    expect(lagMisfit(lag(changes), wanted)).toBe(misfit);
  });

  test('with MACsec asked for, one without does not fit', () => {
    const misfit = `${LAG} has no MACsec: a link must match its LAG.`;
    expect(lagMisfit(lag(), { bandwidth: '10Gbps', macsec: true })).toBe(misfit);
  });

  test('holds two links from 100G on', () => {
    const fast = lag({ bandwidth: '100Gbps', links: 2 });
    expect(lagFill(fast)).toBe('2 of 2 links');
    expect(lagMisfit(fast, { bandwidth: '100Gbps', macsec: false })).toBe(`${LAG} is full (2 of 2 links).`);
  });
});
