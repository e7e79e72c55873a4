import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { follow } from '../../../src/actions/following/follow.ts';
import type { Followed } from '../../../src/actions/following/list.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import { ALARM_TIMES } from '../../../src/domain/port/alarm-times.ts';
import type { DirectConnect } from '../../../src/interfaces/direct-connect.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { Refusal, startWire, type Wire } from '../../directconnect/wire.ts';
import { useDatabase } from '../../store/support/database.ts';
import { ACCOUNT, ids, REGION } from '../../store/support/samples.ts';
import { addPorts, portOf } from './support/many-ports.ts';

// Listings that aren't what they should be, as they come over the wire: nothing wrong is told of any port.

const MINUTE = 60_000;
/** Requests ic-00 to ic-03, whose ports were seen as requested. */
const FOUR = ids(4);

interface Entry {
  interconnectId?: string;
  [member: string]: unknown;
}

const entryOf = (id: string, interconnectState = 'requested'): Entry => {
  const { interconnectId, name, location, bandwidth } = portOf(id).seen;
  return { interconnectId, interconnectName: name, interconnectState, location, bandwidth };
};

describe('nothing wrong is told by a listing', () => {
  const database = useDatabase('sqlite');
  let wire: Wire;
  let store: Store;
  let directConnect: DirectConnect;
  let doubts: (string | undefined)[];

  beforeEach(async () => {
    wire = await startWire();
    wire.accounts = { anyKey: ACCOUNT };
    store = await database.open();
    directConnect = createDirectConnect(REGION, () => performance.now());
    doubts = [];
    await addPorts(store, FOUR);
  });
  afterEach(() => wire.close());

  /** Answers these pages; one that is an error refuses. */
  const pages = (...all: (Entry[] | Refusal)[]) => {
    wire.answers.DescribeInterconnects = ({ nextToken }) => {
      const at = Number(nextToken ?? 0);
      const page = all[at];
      if (page instanceof Refusal) throw page;
      return { interconnects: page, nextToken: at + 1 < all.length ? String(at + 1) : null };
    };
  };
  async function list(through: DirectConnect = directConnect): Promise<Followed | undefined> {
    let came: Followed | undefined;
    database.clock.now += 2 * MINUTE;
    await follow({
      store,
      directConnect: through,
      statePollMs: MINUTE,
      alarms: () => ALARM_TIMES,
      random: () => 0,
      onDoubt: (doubt) => doubts.push(doubt),
      onFollowed: (_where, followed) => {
        came = followed;
      },
    });
    return came;
  }
  /** Of each port its state, and in how many listings it was missing. */
  const known = async () =>
    (await database.sql('select state, missed from ports order by request_id')).map(
      ({ state, missed }) => `${state} ${missed}`,
    );
  const told = async () => (await database.sql('select line from lines')).length;
  const UNTOUCHED = FOUR.map(() => 'requested 0');
  const expectUntouched = async () => {
    expect(await known()).toEqual(UNTOUCHED);
    expect(await told()).toBe(0);
  };
  /** After which all is well again. */
  const expectWell = async () => {
    pages(FOUR.map((id) => entryOf(id, 'pending')));
    expect(await list()).toMatchObject({ kind: 'followed', changed: 4, unlike: [] });
    expect(await known()).toEqual(FOUR.map(() => 'pending 0'));
    expect(doubts.at(-1)).toBeUndefined();
  };

  const changed = () => FOUR.slice(0, 2).map((id) => entryOf(id, 'deleted'));
  const rest = () => FOUR.slice(2).map((id) => entryOf(id));

  test.each<[string, () => void, string]>([
    ['of which the last page fails', () => pages(changed(), rest(), new Refusal('X')), 'X'],
    ['of which a page in the middle fails', () => pages(changed(), new Refusal('X'), rest()), 'X'],
    [
      'of which a page has no list',
      () => pages(changed(), undefined as unknown as Entry[]),
      'IncompleteListing',
    ],
    [
      'of which an entry has no ID',
      () => pages(changed(), [{ ...rest()[0], interconnectId: undefined }]),
      'IncompleteListing',
    ],
    [
      'of which an entry has an empty ID',
      () => pages(changed(), [{ ...rest()[0], interconnectId: '' }]),
      'IncompleteListing',
    ],
  ])('%s', async (_what, damage, code) => {
    damage();
    expect(await list()).toMatchObject({ kind: 'could_not_look', code });
    await expectUntouched();
    await expectWell();
  });

  test.each<[string, unknown]>([
    ['an object without members', {}],
    ['null', null],
    ['no list', { interconnects: null }],
  ])('that is answered with 200 and %s', async (_what, answer) => {
    wire.answers.DescribeInterconnects = () => answer;
    expect(await list()).toMatchObject({ kind: 'could_not_look' });
    await expectUntouched();
    await expectWell();
  });

  test('whose pages lead in a circle: it is no listing, and each page is asked for once', async () => {
    const next: Record<string, string> = { '': 'a', a: 'b', b: 'c', c: 'a' };
    wire.answers.DescribeInterconnects = ({ nextToken }) => ({
      interconnects: changed(),
      nextToken: next[String(nextToken ?? '')],
    });
    expect(await list()).toMatchObject({ kind: 'could_not_look', code: 'IncompleteListing' });
    expect(wire.calls.filter(({ operation }) => operation === 'DescribeInterconnects')).toHaveLength(4);
    await expectUntouched();
    await expectWell();
  });

  test('that shows a port twice alike: it is one', async () => {
    pages(
      FOUR.map((id) => entryOf(id)),
      [entryOf('ic-00', 'requested')],
    );
    expect(await list()).toMatchObject({ kind: 'followed', seen: 4, changed: 0, unlike: [] });
    await expectUntouched();
    await expectWell();
  });

  test.each([
    ['the older page first', ['requested', 'deleted']],
    ['the newer page first', ['deleted', 'requested']],
  ])(
    'that shows a port twice in two states, %s: it says nothing of it, and all of the others',
    async (_what, states) => {
      const [first = '', second = ''] = states;
      pages([entryOf('ic-00', first), entryOf('ic-01', 'pending')], [entryOf('ic-00', second), ...rest()]);
      expect(await list()).toMatchObject({ changed: 1, unlike: [portOf('ic-00').interconnectId] });
      expect(await known()).toEqual(['requested 0', 'pending 0', 'requested 0', 'requested 0']);
      pages([entryOf('ic-00', 'deleted'), entryOf('ic-01', 'pending')], rest());
      expect(await list()).toMatchObject({ changed: 1, unlike: [] });
      expect(await known()).toEqual(['deleted 0', 'pending 0', 'requested 0', 'requested 0']);
    },
  );

  test('that is empty, or lacks more than half of the ports: that is doubt about it, and not told of any', async () => {
    for (const shown of [[], FOUR.slice(0, 1)]) {
      pages(shown.map((id) => entryOf(id)));
      expect(await list()).toMatchObject({ kind: 'followed', seen: shown.length });
      expect(doubts.at(-1)).toBe(`${4 - shown.length} of 4 ports are missing from one listing`);
      await expectUntouched();
    }
    pages(FOUR.slice(0, 2).map((id) => entryOf(id)));
    await list();
    expect(doubts.at(-1)).toBeUndefined();
    expect(await known()).toEqual(['requested 0', 'requested 0', 'requested 1', 'requested 1']);
    expect(await told()).toBe(0);
    await expectWell();
  });

  test('that lacks a whole page of many: that is doubt about it too', async () => {
    const many = Array.from({ length: 120 }, (_, at) => `ic-${at + 10}`);
    await addPorts(store, many);
    for (const [lacks, missing] of [
      [51, 0],
      [50, 50],
    ] as const) {
      pages([...FOUR, ...many.slice(lacks)].map((id) => entryOf(id)));
      await list();
      const [row] = await database.sql('select count(*) as missing from ports where missed > 0');
      expect(row?.missing).toBe(missing);
    }
    expect(doubts).toEqual(['51 of 124 ports are missing from one listing', undefined]);
  });

  test('of another account, by what STS says, or by what it shows', async () => {
    const others = ['dxcon-other1', 'dxcon-other2'].map((interconnectId) => ({
      ...entryOf('ic-00', 'deleted'),
      interconnectId,
    }));
    pages(others);
    expect(await list()).toMatchObject({ kind: 'followed', seen: 2, changed: 0 });
    expect(doubts.at(-1)).toBe('4 of 4 ports are missing from one listing');
    await expectUntouched();
    wire.accounts = { anyKey: '999988887777' };
    // Whose credentials they are is asked once for each of them.
    directConnect = createDirectConnect(REGION, () => performance.now());
    expect(await list()).toMatchObject({ kind: 'could_not_look', code: 'WRONG_ACCOUNT' });
    await expectUntouched();
  });

  test('that began before another, and comes after it: what is known by then is newer', async () => {
    const begun = Promise.withResolvers<void>();
    const overtaken = Promise.withResolvers<void>();
    const slow: DirectConnect = {
      ...directConnect,
      async open(...asked) {
        const opened = await directConnect.open(...asked);
        if (opened.kind !== 'open') return opened;
        const search: typeof opened.session.search = async (what) => {
          const answer = await opened.session.search(what);
          begun.resolve();
          await overtaken.promise;
          return answer;
        };
        return { kind: 'open', session: { ...opened.session, search } };
      },
    };
    // ic-03 is missing from the slow one.
    pages([entryOf('ic-00', 'down'), entryOf('ic-01', 'pending'), entryOf('ic-02')]);
    const late = list(slow);
    await begun.promise;
    // It has taken so long that its turn is over.
    pages([
      entryOf('ic-00', 'available'),
      entryOf('ic-01', 'down'),
      entryOf('ic-02'),
      entryOf('ic-03', 'down'),
    ]);
    expect(await list()).toMatchObject({ changed: 3 });
    const lines = await told();
    const after = ['available 0', 'down 0', 'requested 0', 'down 0'];
    expect(await known()).toEqual(after);
    overtaken.resolve();
    expect(await late).toMatchObject({ kind: 'followed', changed: 0 });
    expect(await known()).toEqual(after);
    expect(await told()).toBe(lines);
  });
});
