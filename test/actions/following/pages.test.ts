import { expect, test } from 'vitest';
import { follow, followAll } from '../../../src/actions/following/follow.ts';
import { ACCOUNT, aPort, aRequest, LEE } from '../../store/support/samples.ts';
import { putByHand } from '../../support/by-hand.ts';
import { useDesk } from '../support/desk.ts';

const desk = useDesk();
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1'];
const PORTS = 250;
/** AWS shows a hundred ports on one. */
const PAGES = 3;

test('three Regions with many ports each cost as many calls as they have pages, listing after listing', async () => {
  const { store } = desk.deps;
  await store.transaction(async (tx) => {
    for (const region of REGIONS)
      for (let at = 0; at < PORTS; at++) {
        const interconnectId = `dxcon-${region}-${at}`;
        const interconnectName = `core-${at}`;
        putByHand(desk.aws, { accountId: ACCOUNT, region, interconnectId, interconnectName });
        // Some are followed, the others somebody else's.
        if (at % 25 !== 0) continue;
        const id = `ic-${region}-${at}`;
        const of = { status: 'ordered' as const, by: [LEE], at: tx.now, attempt: 1 };
        const state = { ...of, interconnectId, portState: 'available' };
        await tx.requests.add(aRequest(id, { submissionId: id, state, dueAt: null }));
        for (const place of ['channel', 'dm'] as const) await tx.messages.add(id, place, 'C1');
        await tx.ports.add(aPort(id, { region, interconnectId, state: 'available' }));
      }
  });
  await followAll(desk.deps);
  const came: unknown[] = [];
  const deps = { ...desk.deps, onFollowed: (_where: unknown, followed: unknown) => came.push(followed) };
  for (let times = 0; times < 2; times++) {
    desk.travel(60_000);
    while (await follow(deps));
  }
  expect(came).toEqual(
    Array.from({ length: 2 * REGIONS.length }, () =>
      expect.objectContaining({ kind: 'followed', seen: PORTS, failed: [] }),
    ),
  );
  const calls = desk.aws.calls().filter(({ operation }) => operation !== 'GetCallerIdentity');
  expect(new Set(calls.map(({ operation }) => operation))).toEqual(new Set(['DescribeInterconnects']));
  expect(calls).toHaveLength(2 * REGIONS.length * PAGES);
});
