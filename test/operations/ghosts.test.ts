import { expect, test } from 'vitest';
import { ghosts, ghostsText, watchGhosts } from '../../src/operations/ghosts.ts';
import { createIncidents } from '../../src/operations/incidents.ts';

test.each([
  [3, 2, 1],
  [2, 2, 0],
  // Another process may have said its own number before Slack noticed its end.
  [1, 2, 0],
  [undefined, 2, 0],
])('of %s counted and %s held, %s are ghosts', (counted, held, expected) => {
  expect(ghosts(counted, held)).toBe(expected);
});

test('the incident stands from a hello that shows ghosts to the next that shows none', async () => {
  const told: string[] = [];
  const incidents = createIncidents(
    () => 5,
    ({ text }) => told.push(text),
  );
  const onHello = watchGhosts(incidents, async (held) => held + 1);
  await onHello({ held: 1, counted: 2 });
  expect(incidents.standing()).toEqual([]);
  await onHello({ held: 1, counted: 4 });
  expect(incidents.standing()).toEqual([{ key: 'ghost-connections', text: ghostsText(4, 2), since: 5 }]);
  await onHello({ held: 1, counted: 3 });
  expect(told).toHaveLength(1);
  await onHello({ held: 1, counted: undefined });
  expect(incidents.standing()).toEqual([]);
});
