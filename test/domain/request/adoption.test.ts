import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import {
  type Judge,
  judgeTagged,
  lookAlikes,
  mayBeOurs,
  mayBeSought,
} from '../../../src/domain/request/adoption.ts';
import { REQUEST_TAG } from '../../../src/domain/tags.ts';
import { listed, order } from '../support.ts';

const ID = 'ic-0123456789';
const OURS = { tags: [{ key: REQUEST_TAG, value: ID }] };

function looker(changes: Partial<Judge> = {}): Judge {
  return { requestId: ID, order: order(), before: new Set(), held: new Set(), ...changes };
}
const port = (interconnectId: string, changes: Partial<ListedInterconnect> = {}) =>
  listed({ interconnectId, ...OURS, ...changes });
const whys = (given: Judge, ports: ListedInterconnect[]) => {
  const judged = judgeTagged(given, ports);
  return judged.kind === 'people' ? judged.tagged.map(({ why }) => why) : judged.kind;
};

describe('a port with the tag of a request', () => {
  test('is its port where it agrees and is new since the first attempt', () => {
    expect(judgeTagged(looker(), [listed({ interconnectId: 'dxcon-x' }), port('dxcon-a')])).toMatchObject({
      kind: 'adopt',
      interconnect: { interconnectId: 'dxcon-a' },
    });
    expect(judgeTagged(looker(), [listed()])).toEqual({ kind: 'none' });
  });

  test('is nobody’s by itself where it differs, was there before, was never ordered, or another holds it', () => {
    expect(judgeTagged(looker(), [port('dxcon-a', { name: 'other' })])).toEqual({
      kind: 'people',
      tagged: [
        {
          interconnectId: 'dxcon-a',
          why: 'differs',
          differences: ['The name is other, ordered was dc2-core-01.'],
        },
      ],
    });
    expect(whys(looker({ before: new Set(['dxcon-a']) }), [port('dxcon-a')])).toEqual(['was_there']);
    expect(whys(looker({ before: undefined }), [port('dxcon-a')])).toEqual(['was_there']);
    expect(whys(looker({ held: new Set(['dxcon-a']) }), [port('dxcon-a')])).toEqual(['taken']);
  });

  test('a name that AWS trimmed or composed agrees; a LAG’s member without its LAG does too', () => {
    const given = looker({ order: order({ interconnectName: 'core  é', lagId: 'dxlag-a' }) });
    expect(judgeTagged(given, [port('dxcon-a', { name: 'core e\u0301' })]).kind).toBe('adopt');
  });

  test('a living one goes before a deleted one; two living ones are for people', () => {
    const gone = port('dxcon-a', { state: 'deleted' });
    expect(judgeTagged(looker(), [gone, port('dxcon-b')])).toMatchObject({
      kind: 'adopt',
      interconnect: { interconnectId: 'dxcon-b' },
    });
    expect(judgeTagged(looker(), [gone])).toMatchObject({
      kind: 'adopt',
      interconnect: { state: 'deleted' },
    });
    expect(whys(looker(), [port('dxcon-b'), port('dxcon-c')])).toEqual(['several', 'several']);
    expect(whys(looker(), [port('dxcon-b'), port('dxcon-c', { name: 'other' })])).toEqual([
      'several',
      'differs',
    ]);
    expect(whys(looker(), [{ ...gone, name: 'other' }])).toEqual(['differs']);
  });
});

describe('which tags have to be known', () => {
  const entries = ['dxcon-a', 'dxcon-b', 'dxcon-c'].map((interconnectId) =>
    listed({ interconnectId, name: interconnectId === 'dxcon-c' ? 'other' : 'dc2-core-01' }),
  );
  const asked = (given: Judge) =>
    entries.filter(mayBeOurs(given)).map(({ interconnectId }) => interconnectId);

  test('before the first attempt, those of the order’s name that nobody holds', () => {
    expect(asked(looker({ before: undefined, held: new Set(['dxcon-a']) }))).toEqual(['dxcon-b']);
  });

  test('after it, all that are new and nobody’s', () => {
    expect(asked(looker({ before: new Set(['dxcon-a']) }))).toEqual(['dxcon-b', 'dxcon-c']);
  });
});

test('a port that a look would take over, ask people about or show as alike may be sought', () => {
  const anyPort = fc.record({
    interconnectId: fc.constantFrom('dxcon-a', 'dxcon-b'),
    name: fc.constantFrom('dc2-core-01', ' dc2-core-01', 'other'),
    state: fc.constantFrom('requested', 'available', 'deleting'),
    tags: fc.constantFrom([], OURS.tags, [{ key: REQUEST_TAG, value: 'ic-another' }], undefined),
  });
  const before = fc.constantFrom(undefined, new Set<string>(), new Set(['dxcon-a']));
  fc.assert(
    fc.property(anyPort, before, ({ tags, ...shown }, known) => {
      const given = looker({ before: known });
      const entry = listed({ ...shown, ...(tags ? { tags } : {}) });
      const told = tags !== undefined;
      const wanted = told
        ? judgeTagged(given, [entry]).kind !== 'none' || (known && lookAlikes(given, [entry]).length > 0)
        : mayBeOurs(given)(entry);
      expect(mayBeSought(given, entry)).toBe(Boolean(wanted));
    }),
  );
});

test('alike are new ports of the name that nobody holds and no order marks', () => {
  const given = looker({ before: new Set(['dxcon-old']), held: new Set(['dxcon-held']) });
  const ports = [
    listed({ interconnectId: 'dxcon-old' }),
    listed({ interconnectId: 'dxcon-held' }),
    listed({ interconnectId: 'dxcon-other', name: 'other' }),
    listed({ interconnectId: 'dxcon-marked', tags: [{ key: REQUEST_TAG, value: 'ic-another' }] }),
    listed({ interconnectId: 'dxcon-alike' }),
  ];
  expect(lookAlikes(given, ports).map(({ interconnectId }) => interconnectId)).toEqual(['dxcon-alike']);
});
