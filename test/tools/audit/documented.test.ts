import { expect, test } from 'vitest';
import { AFTER } from '../../../src/domain/request/after.ts';
import { EVENTS, MEMBERS } from '../../../src/tools/audit/events.ts';
import { COLUMNS } from '../../../src/tools/audit/export.ts';
import { read, tableUnder } from '../../support/source.ts';

const document = read('docs/audit.md');

test('docs/audit.md has every column of an export, in its order', () => {
  const columns = tableUnder(document, '### Columns').map(([name]) => name);
  expect(columns).toEqual(Object.keys(COLUMNS));
});

test('docs/audit.md has every event with all that its detail can hold, which the types keep complete', () => {
  const events = Object.entries(EVENTS).map(([name, { says, detail }]) => [
    name,
    says,
    Object.keys(detail).join(', '),
  ]);
  expect(events.length).toBeGreaterThan(60);
  expect(tableUnder(document, '### Events')).toEqual(events);
  expect(tableUnder(document, '### Members of details')).toEqual(Object.entries(MEMBERS));
});

test('what a request can be after an event is what its life in docs/architecture.md says', () => {
  const arrows = [...read('docs/architecture.md').matchAll(/^ {2}\w+ --> (\w+): (.+)$/gm)];
  const after = new Map<string, Set<string>>([
    ['submitted', new Set(['awaiting_approval'])],
    ['followed', new Set(['ordered'])],
  ]);
  for (const [, to = '', events = ''] of arrows)
    for (const event of events.split(', '))
      after.set(event, (after.get(event) ?? new Set()).add(to.replace(/_again$/, '')));
  const sorted = (entries: Iterable<[string, Iterable<string>]>) =>
    [...entries].map(([event, statuses]) => [event, [...statuses].sort()]).sort();
  expect(sorted(Object.entries(AFTER))).toEqual(sorted(after));
});
