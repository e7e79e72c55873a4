import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choices, fitting } from '../../../src/domain/catalog/fitting.ts';
import { catalog, lag, location } from '../support.ts';

const NOTHING: Choices = {
  location: undefined,
  bandwidth: undefined,
  lagId: undefined,
  providerName: undefined,
  macsec: false,
};
const LAG = lag({ macsec: true });
const known = catalog({
  locations: [
    location({ speeds: ['1Gbps', '10Gbps', '100Gbps'], macsecSpeeds: ['10Gbps'], providers: ['Zayo'] }),
    location({ code: 'CSVA1', speeds: ['1Gbps', '10Gbps'], macsecSpeeds: [], providers: ['Lumen'] }),
  ],
  lags: [LAG, lag({ lagId: 'dxlag-full', links: 4 }), lag({ lagId: 'dxlag-csva1', location: 'CSVA1' })],
});
const all: Choices = {
  location: 'EqDC2',
  bandwidth: '10Gbps',
  lagId: LAG.lagId,
  providerName: 'Zayo',
  macsec: true,
};
const reasons = (wanted: Partial<Choices>, of = known) =>
  fitting({ ...all, ...wanted }, of).leftOut.map(({ field, why }) => `${field}: ${why}`);

describe('what is chosen', () => {
  test('is kept where it fits', () => {
    expect(fitting(all, known)).toEqual({ chosen: all, waiting: NOTHING, leftOut: [] });
  });

  test.each<[string, Partial<Choices>, string[]]>([
    [
      'another location',
      { location: 'CSVA1' },
      [
        'macsec: CSVA1 offers no MACsec at 10Gbps.',
        `lag: ${LAG.lagId} is at EqDC2, not at CSVA1.`,
        'provider: Zayo is not a provider at CSVA1.',
      ],
    ],
    [
      'a speed that the location lacks',
      { location: 'CSVA1', bandwidth: '100Gbps', macsec: false, lagId: undefined, providerName: undefined },
      ['bandwidth: 100Gbps. CSVA1 offers 1Gbps, 10Gbps.'],
    ],
    [
      'another speed',
      { bandwidth: '1Gbps' },
      [
        'macsec: EqDC2 offers no MACsec at 1Gbps.',
        `lag: ${LAG.lagId} has 10Gbps links: every link of a LAG has the same bandwidth.`,
      ],
    ],
    ['MACsec taken back', { macsec: false }, [`lag: ${LAG.lagId} uses MACsec: ask for MACsec too.`]],
    ['a full LAG', { macsec: false, lagId: 'dxlag-full' }, ['lag: dxlag-full is full (4 of 4 links).']],
    ['a LAG of nobody', { lagId: 'dxlag-gone' }, ['lag: dxlag-gone is not in us-east-1.']],
    [
      'no location yet',
      { location: undefined, macsec: true },
      [
        'macsec: MACsec. It depends on location and bandwidth.',
        `lag: ${LAG.lagId} uses MACsec: ask for MACsec too.`,
        'provider: Zayo. It depends on the location.',
      ],
    ],
  ])('is left out with the reason: %s', (_what, wanted, why) => {
    expect(reasons(wanted)).toEqual(why);
  });

  test('waits for its Region, whatever is known of the other', () => {
    const wanted = { ...NOTHING, location: 'EqDC2' };
    const west = catalog({ region: 'us-west-2', locations: [] });
    const why = (changes: Parameters<typeof catalog>[0]) =>
      fitting(wanted, { ...west, ...changes }).leftOut[0]?.why;
    expect(why({})).toBe('EqDC2 is not a location of us-west-2.');
    expect(why({ readAt: undefined })).toBe('EqDC2. AWS has not told yet what us-west-2 offers.');
    expect(why({ refusal: 'No partner here.' })).toBe('EqDC2. No partner here.');
  });
});

const anyChoices: fc.Arbitrary<Choices> = fc.record({
  location: fc.constantFrom(undefined, 'EqDC2', 'CSVA1', 'Elsewhere'),
  bandwidth: fc.constantFrom(undefined, '1Gbps', '10Gbps', '100Gbps', '400Gbps'),
  lagId: fc.constantFrom(undefined, ...known.lags.map(({ lagId }) => lagId), 'dxlag-gone'),
  providerName: fc.constantFrom(undefined, 'Zayo', 'Lumen'),
  macsec: fc.boolean(),
});

test('nothing chosen is ever forgotten, and what is left out says so exactly once', () => {
  fc.assert(
    fc.property(anyChoices, (wanted) => {
      const { chosen, waiting, leftOut } = fitting(wanted, known);
      const names = ['location', 'bandwidth', 'lagId', 'providerName'] as const;
      for (const name of names) {
        expect([chosen[name], waiting[name]].filter((one) => one !== undefined)).toEqual(
          wanted[name] === undefined ? [] : [wanted[name]],
        );
      }
      expect(chosen.macsec !== waiting.macsec).toBe(wanted.macsec);
      const waits = names.filter((name) => waiting[name] !== undefined).length + (waiting.macsec ? 1 : 0);
      expect(leftOut).toHaveLength(waits);
    }),
  );
});

test('what was chosen comes back as it was when the other choice is taken back, however often it was changed', () => {
  fc.assert(
    fc.property(fc.array(anyChoices, { maxLength: 5 }), (detours) => {
      let { chosen, waiting } = fitting(all, known);
      const wish = () => ({
        location: chosen.location ?? waiting.location,
        bandwidth: chosen.bandwidth ?? waiting.bandwidth,
        lagId: chosen.lagId ?? waiting.lagId,
        providerName: chosen.providerName ?? waiting.providerName,
        macsec: chosen.macsec || waiting.macsec,
      });
      for (const { location, bandwidth } of detours) {
        ({ chosen, waiting } = fitting({ ...wish(), location, bandwidth }, known));
      }
      ({ chosen, waiting } = fitting({ ...wish(), location: 'EqDC2', bandwidth: '10Gbps' }, known));
      expect(chosen).toEqual(all);
    }),
  );
});
