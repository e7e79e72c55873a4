import { expect, test } from 'vitest';
import { ATTRIBUTE } from '../../src/tracing/attributes.ts';
import { read, tableUnder } from '../support/source.ts';

test('docs/tracing.md names every attribute of our own, and none that is not there', () => {
  const rows = tableUnder(read('docs/tracing.md'), '### Attributes');
  const named = rows.flatMap(([names = '']) => names.match(/interconnect_bot\.\w+/g) ?? []);
  expect(named.toSorted()).toEqual(Object.values(ATTRIBUTE).toSorted());
});
