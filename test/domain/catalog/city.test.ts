import { expect, test } from 'vitest';
import { cityOf } from '../../../src/domain/catalog/city.ts';

test.each([
  ['Equinix DC2/DC11, Ashburn, VA', 'Ashburn'],
  ['Digital Realty ATL1 & ATL2, Atlanta, GA', 'Atlanta'],
  ['Equinix FR5, Frankfurt, DEU', 'Frankfurt'],
  ['Global Switch, Singapore', 'Singapore'],
  ['165 Halsey Street, Suite 400, Newark, NJ', 'Newark'],
  ['CoreSite', 'CoreSite'],
  [' , ', ' , '],
  ['', ''],
])('%j is in %j', (name, city) => {
  expect(cityOf(name)).toBe(city);
});
