import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedInterconnect } from '../../../src/domain/catalog/catalog.ts';
import { changesBetween } from '../../../src/domain/port/changes.ts';
import { historyOf } from '../../../src/domain/port/history.ts';
import { newPort } from '../../../src/domain/port/new-port.ts';
import type { Port } from '../../../src/domain/port/port.ts';
import { type Sight, sight } from '../../../src/domain/port/sight.ts';
import { AT, listed } from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const begun = (seen: Partial<ListedInterconnect> = {}) =>
  newPort(
    { requestId: 'ic-0123456789', accountId: '123456789012', region: 'us-east-1', seen: listed(seen) },
    AT,
  );

/** What each of several listings means, one after the other. */
function seen(port: Port, all: readonly { after: number; seen: Partial<ListedInterconnect> }[]): Sight[] {
  let now = AT;
  let last = port;
  return all.map((one) => {
    now += one.after;
    const sighted = sight(last, listed(one.seen), now);
    last = sighted.port;
    return sighted;
  });
}

const anyEntry = fc.record({
  after: fc.integer({ min: 1, max: 2 * HOUR }),
  seen: fc.record({
    state: fc.constantFrom('requested', 'pending', 'down', 'available', 'unknown', 'deleting', 'other'),
    portEncryptionStatus: fc.constantFrom(undefined, 'Encryption Up', 'Encryption Down'),
    encryptionMode: fc.constantFrom('must_encrypt', 'no_encrypt'),
    device: fc.constantFrom(undefined, 'EqDC2-1', 'EqDC2-2'),
    region: fc.constant('us-east-1'),
  }),
});

describe('whatever listings show', () => {
  test('light is lost once an outage, and what comes back says how long it was away', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 40 }), (entries) => {
        let darkSince: number | null = null;
        let now = AT;
        let wasLit = false;
        let wasUnsettled = false;
        for (const [index, { moved, port, alarm }] of seen(begun(), entries).entries()) {
          now += entries[index]?.after ?? 0;
          const { state } = port;
          if (state === 'available') {
            expect(moved?.outage).toBe(darkSince === null ? undefined : now - darkSince);
            darkSince = null;
          }
          if (state === 'down' && wasLit && darkSince === null) {
            darkSince = now;
            if (!port.history.flapping)
              expect(alarm?.alarm).toMatchObject({ kind: 'light_lost', episode: now });
          } else if (alarm && !wasUnsettled) expect(alarm.alarm.kind).not.toBe('light_lost');
          wasUnsettled = port.history.unsettled;
          expect(port.history.darkSince).toBe(darkSince);
          expect(moved?.lostLight ?? false).toBe(moved !== undefined && state === 'down' && wasLit);
          wasLit ||= state === 'available';
        }
      }),
    );
  });

  test('no alarm of a port has the name of another, and a port that comes and goes alarms no more', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 60 }), (entries) => {
        const all = seen(begun(), entries);
        const names = all.flatMap(({ alarm }) =>
          alarm ? [JSON.stringify([alarm.alarm.kind, alarm.alarm.episode, alarm.alarm.step])] : [],
        );
        // Being deleted has one name for all of a port's life.
        const others = names.filter((name) => !name.includes('deleted'));
        expect(new Set(others).size).toBe(others.length);
        for (const [index, one] of all.entries()) {
          const wasFlapping = all[index - 1]?.port.history.flapping;
          if (wasFlapping && one.port.history.flapping) expect(one.alarm).toBeUndefined();
          if (one.moved?.untold) expect(wasFlapping).toBeTruthy();
        }
      }),
    );
  });

  test('an entry that shows nothing new means nothing', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 10 }), (entries) => {
        const last = entries.at(-1);
        const [before, again] = seen(begun(), [...entries, { after: 1, seen: last?.seen ?? {} }]).slice(-2);
        expect(again).toMatchObject({ moved: undefined, changes: [], newDevice: false, ready: false });
        expect(again?.alarm).toBeUndefined();
        expect(again?.port.history.flapping).toEqual(before?.port.history.flapping);
      }),
    );
  });
});

test('light that is gone for good alarms, though nobody could tell how the coming and going ended', () => {
  const states = [
    'available',
    'down',
    'available',
    'down',
    'available',
    'down',
    'pending',
    'down',
    'unknown',
    'down',
  ];
  const all = seen(
    begun(),
    states.map((state) => ({ after: 60_000, seen: { state } })),
  );
  const kinds = all.map(({ alarm }) => alarm?.alarm.kind);
  expect(kinds.slice(0, 7).filter((kind) => kind === 'flapping')).toHaveLength(1);
  expect(kinds.slice(6)).toEqual([undefined, 'light_lost', undefined, undefined]);
  expect(all[7]?.alarm?.alarm).toMatchObject({ since: all[5]?.port.history.darkSince });
});

test('a port that was seen before AWS had done with it is ready once, whatever came between', () => {
  const states = ['unknown', 'requested', 'pending', 'down', 'requested', 'pending'];
  const all = seen(
    begun(),
    states.map((state) => ({ after: HOUR, seen: { state } })),
  );
  expect(all.map(({ ready }) => ready)).toEqual([false, false, true, false, false, false]);
  expect(seen(begun({ state: 'pending' }), [{ after: 1, seen: { state: 'down' } }])[0]?.ready).toBe(false);
  expect(seen(begun(), [{ after: 1, seen: { state: 'deleting' } }])[0]?.ready).toBe(false);
});

describe('what of a port is otherwise', () => {
  const region = 'us-east-1';

  test.each<[string, Partial<ListedInterconnect>, Partial<ListedInterconnect>, unknown[]]>([
    ['nothing', { region }, { region }, []],
    ['what AWS did not tell before', { region }, { region, jumboFrames: true, redundancy: 'yes' }, []],
    [
      'what AWS does not tell any more',
      { region, jumboFrames: true, macSecKeys: [{ ckn: 'a' }] },
      { region },
      [],
    ],
    [
      'what an older version did not keep',
      {},
      {
        region,
        loaIssueTime: 1,
        portEncryptionStatus: 'Encryption Up',
        macSecKeys: [{ ckn: 'a', state: 'b' }],
      },
      [],
    ],
    [
      'that it is not encrypted from the beginning',
      { region },
      { region, portEncryptionStatus: 'Encryption Down' },
      [],
    ],
    [
      'a LAG, both ways',
      { region, lagId: 'dxlag-a' },
      { region },
      [{ what: 'lagId', from: 'dxlag-a', to: null }],
    ],
    [
      'keys, whatever their order',
      {
        region,
        macSecKeys: [
          { ckn: 'a', state: 'associated' },
          { ckn: 'b', state: 'associating' },
        ],
      },
      {
        region,
        macSecKeys: [
          { ckn: 'b', state: 'associated' },
          { ckn: 'c', state: 'associating' },
        ],
      },
      [
        { what: 'macSecKey', ckn: 'a', from: 'associated', to: null },
        { what: 'macSecKey', ckn: 'b', from: 'associating', to: 'associated' },
        { what: 'macSecKey', ckn: 'c', from: null, to: 'associating' },
      ],
    ],
    [
      'words that nobody knows',
      { region, redundancy: 'yes', encryptionMode: 'x' },
      { region, redundancy: 'perhaps', encryptionMode: 'y' },
      [
        { what: 'redundancy', from: 'yes', to: 'perhaps' },
        { what: 'encryptionMode', from: 'x', to: 'y' },
      ],
    ],
    [
      'a device, and not its logical one beside it',
      { region, device: 'a', logicalDevice: 'a1' },
      { region, device: 'b', logicalDevice: 'b1' },
      [{ what: 'device', from: 'a', to: 'b' }],
    ],
  ])('%s', (_, before, after, changes) => {
    expect(changesBetween(listed(before), listed(after))).toEqual(changes);
  });
});

test('what was not kept of a port is what its states tell', () => {
  const lit = { state: 'down', stateSince: 5, firstAvailableAt: 1, seen: listed() };
  expect(historyOf(lit)).toMatchObject({ darkSince: 5, encrypted: false, early: false, quiet: false });
  expect(historyOf({ ...lit, firstAvailableAt: null })).toMatchObject({ darkSince: null });
  expect(historyOf({ ...lit, state: 'requested' }, { quiet: true })).toMatchObject({
    early: true,
    quiet: true,
  });
});
