import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchLags, searchLocations, searchNames } from '../../../src/domain/catalog/search.ts';
import { lag, location } from '../support.ts';

const EAST = [
  location({ code: '165HS', name: '165 Halsey Street, Newark, NJ' }),
  location({ code: 'CSVA1', name: 'CoreSite VA1, Reston, VA' }),
  location({ code: 'EqDC2', name: 'Equinix DC2/DC11, Ashburn, VA' }),
];
const codes = (found: { code: string }[]) => found.map(({ code }) => code);

describe('a location is found by what people call its place', () => {
  test.each([
    ['', ['165HS', 'CSVA1', 'EqDC2']],
    ['ashburn', ['EqDC2']],
    ['  ASHBURN eq ', ['EqDC2']],
    ['dc11 virginia', ['EqDC2']],
    ['eq', ['EqDC2']],
    ['new jersey', ['165HS']],
    ['va', ['CSVA1', 'EqDC2']],
    ['zzz', []],
    ['ashburn zzz', []],
  ])('%j', (query, found) => {
    expect(codes(searchLocations(EAST, query))).toEqual(found);
  });

  test('what its own name says comes before what only the name of its Region says', () => {
    expect(codes(searchLocations(EAST, 'virginia'))).toEqual(['CSVA1', 'EqDC2', '165HS']);
    expect(codes(searchLocations(EAST, 'us-east-1'))).toHaveLength(3);
  });

  test('a code that starts with it comes first', () => {
    const two = [location({ code: 'AA', name: 'Eq house' }), location({ code: 'EqAB1', name: 'Another' })];
    expect(codes(searchLocations(two, 'eq'))).toEqual(['EqAB1', 'AA']);
  });

  test("a piece of its Region's name, or one of its shortest words, finds nothing", () => {
    const plain = [location({ code: 'X', name: 'Y' })];
    for (const query of ['ast', 'us', 'n', 'irginia']) expect(searchLocations(plain, query)).toEqual([]);
    expect(searchLocations(plain, 'east')).toEqual(plain);
  });

  test.each([
    ['sao paulo', 'sa-east-1', 'Ascenty, Barueri, São Paulo, Brazil'],
    ['SÃO', 'sa-east-1', 'Ascenty, Barueri, Sa\u0303o Paulo, Brazil'],
    ['frankfurt', 'eu-central-1', 'Equinix FR5, Frankfurt, Germany'],
    ['frankfurt', 'eu-central-1', 'IPB, Berlin, Germany'],
    ['dublin ireland', 'eu-west-1', 'Equinix DB1, Dublin'],
    ['united kingdom', 'eu-west-2', 'Equinix LD4, Slough, UK'],
  ])('%j finds in %s %j', (query, region, name) => {
    expect(searchLocations([location({ code: 'X1', region, name })], query)).toHaveLength(1);
  });
});

test('a LAG is found by its ID, its name and its location', () => {
  const lags = [lag({ lagId: 'dxlag-a', name: 'Zürich core' }), lag({ lagId: 'dxlag-b', location: 'EqSe2' })];
  const found = (query: string) => searchLags(lags, query).map(({ lagId }) => lagId);
  expect(found('zurich')).toEqual(['dxlag-a']);
  expect(found('eqse2')).toEqual(['dxlag-b']);
  expect(found('dxlag')).toEqual(['dxlag-a', 'dxlag-b']);
  expect(found('zurich eqse2')).toEqual([]);
});

test('names are found by all of the words', () => {
  expect(searchNames(['AT&T', 'Telefónica'], 'telefonica')).toEqual(['Telefónica']);
});

test('every location is found by its own code and name as they are written, and plain ones in any case', () => {
  const written = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  const plain = fc.string({ minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(written, written, plain, (code, name, street) => {
      const one = location({ code, name: `${name}, ${street}` });
      for (const query of [code, name, street.toUpperCase(), street.toLowerCase(), '']) {
        expect(searchLocations([one], query)).toEqual([one]);
      }
    }),
  );
});
