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

function watching(held: { others: number }) {
  const told: string[] = [];
  const incidents = createIncidents(
    () => 5,
    ({ text }) => told.push(text),
  );
  const watch = watchGhosts(incidents, async (here) => here + held.others);
  const compared = async (connections: { held: number; counted: number | undefined }) => {
    watch.hello(connections);
    await watch.compare();
    await watch.compare();
    return incidents.standing().map(({ text }) => text);
  };
  return { told, watch, incidents, compared };
}

test('the incident stands from a hello that shows ghosts to the next that shows none', async () => {
  const { told, compared } = watching({ others: 1 });
  expect(await compared({ held: 1, counted: 2 })).toEqual([]);
  expect(await compared({ held: 1, counted: 4 })).toEqual([ghostsText(4, 2)]);
  expect(await compared({ held: 1, counted: 3 })).toHaveLength(1);
  expect(told).toHaveLength(1);
  expect(await compared({ held: 1, counted: undefined })).toEqual([]);
});

test('a bot that was there at the hello and has ended since is no ghost, nor is one that says later that it is there', async () => {
  const held = { others: 1 };
  const { watch, incidents } = watching(held);
  watch.hello({ held: 1, counted: 2 });
  held.others = 0;
  await watch.compare();
  await watch.compare();
  expect(incidents.standing()).toEqual([]);
  watch.hello({ held: 1, counted: 2 });
  await watch.compare();
  held.others = 1;
  await watch.compare();
  expect(incidents.standing()).toEqual([]);
});
