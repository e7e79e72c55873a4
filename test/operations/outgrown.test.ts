import { expect, test } from 'vitest';
import { createIncidents } from '../../src/operations/incidents.ts';
import { outgrownDuty } from '../../src/operations/outgrown.ts';

test('an incident says that a newer version has changed the database, once it has, and stays', async () => {
  const incidents = createIncidents(
    () => 0,
    () => undefined,
  );
  let newer = false;
  const duty = outgrownDuty(incidents, async () => newer);
  expect(await duty.run()).toBeGreaterThan(0);
  expect(incidents.standing()).toEqual([]);
  newer = true;
  expect(await duty.run()).toBeUndefined();
  expect(incidents.standing()).toMatchObject([
    { key: 'outgrown', text: expect.stringMatching(/^OUTGROWN: .*answering clicks/) },
  ]);
});
