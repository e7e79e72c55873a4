import { expect, test } from 'vitest';
import { followPort } from '../../../src/actions/following/follow-port.ts';
import { type Known, listPorts } from '../../../src/actions/showing/ports.ts';
import type { RegionCatalog } from '../../../src/domain/catalog/catalog.ts';
import { COUNTED, listText, portWords } from '../../../src/words/listing.ts';
import { ACCOUNT, LEE, REGION } from '../../store/support/samples.ts';
import { putByHand } from '../../support/by-hand.ts';
import { counted } from '../../support/counted.ts';
import { useDesk } from '../support/desk.ts';
import { NOTHING_READ } from '../support/outside.ts';

const desk = useDesk();
const MINUTE = 60_000;
const LAG = {
  lagId: 'dxlag-fg1234ab',
  name: 'lag',
  location: 'EqDC2',
  bandwidth: '10Gbps',
  links: 2,
  state: 'available',
  hostsConnections: true,
  macsec: false,
};

/** Followed, as it is at AWS. */
async function followed(interconnectId: string, changes: { location?: string; lagId?: string } = {}) {
  putByHand(desk.aws, { accountId: ACCOUNT, interconnectId, interconnectName: interconnectId, ...changes });
  const deps = { ...desk.deps, approvalChannel: 'C0APPROVALS' };
  const places = [{ accountId: null, region: REGION }];
  expect(await followPort(deps, { interconnectId, by: LEE, places })).toMatchObject({ kind: 'followed' });
}

function read(changes: Partial<RegionCatalog>): Known {
  const ports = Array.from({ length: 7 }, (_, index) => ({
    interconnectId: `dxcon-old0000${index}`,
    name: 'dc2',
    state: 'available',
    location: 'EqDC2',
    bandwidth: '10Gbps',
  }));
  const catalog = { ...NOTHING_READ, interconnects: ports, listedAt: desk.database.clock.now, ...changes };
  return ({ accountId }) => (accountId === ACCOUNT ? catalog : undefined);
}

async function shown(known: Known): Promise<string[]> {
  const list = await desk.deps.store.read((at) => listPorts(at, known, 0));
  return listText(portWords(list)).split('\n');
}

test('what is free where they are is counted from the last listing of all ports, each place once', async () => {
  await followed('dxcon-old00001');
  await followed('dxcon-old00002');
  await followed('dxcon-new00003', { location: 'EqDA2' });
  expect((await shown(read({}))).slice(4)).toEqual([
    '1 of 10 at EqDA2, us-east-1, by the last listing and 1 newer: 9 free.',
    '7 of 10 at EqDC2, us-east-1, by the last listing: 3 free.',
    COUNTED,
  ]);
});

test('a port in a LAG tells how full that is, as far as it is known', async () => {
  await followed('dxcon-old00001', { lagId: LAG.lagId });
  const line = async (known: Known) => (await shown(known))[1];
  expect(await line(read({ lags: [LAG] }))).toMatch(/us-east-1 · dxlag-fg1234ab, 2 of 4 links$/);
  expect(await line(read({}))).toMatch(/us-east-1 · dxlag-fg1234ab$/);
});

test('a number that is old or not known says so, and a raised quota is no lie', async () => {
  await followed('dxcon-old00001');
  const place = async (known: Known) => (await shown(known))[2];
  const { now } = desk.database.clock;
  const long = read({ listedAt: now });
  desk.travel(16 * MINUTE);
  expect(await place(long)).toBe('7 of 10 at EqDC2, us-east-1, by a listing of 16 minutes ago: 3 free.');
  expect(await place(() => undefined)).toBe(
    'At EqDC2, us-east-1: how many ports there are is not known now.',
  );
  const many = Array.from({ length: 12 }, (_, index) => ({
    interconnectId: `dxcon-${index}`,
    name: 'dc2',
    state: 'down',
    location: 'EqDC2',
    bandwidth: '10Gbps',
  }));
  expect(await place(read({ interconnects: many }))).toBe(
    "13 at EqDC2, us-east-1, by the last listing and 1 newer: more than AWS's usual 10.",
  );
});

test('a page asks AWS nothing, and writes nothing', async () => {
  await followed('dxcon-old00001');
  const watched = counted(desk.deps.store);
  const calls = desk.calls('DescribeInterconnects');
  await watched.store.read((at) => listPorts(at, read({}), 0));
  expect(watched.transactions).toEqual([]);
  expect(desk.calls('DescribeInterconnects')).toBe(calls);
});
