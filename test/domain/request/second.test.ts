import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameName } from '../../../src/domain/port/port.ts';
import { lookAlikes } from '../../../src/domain/request/adoption.ts';
import { NAME_MAX } from '../../../src/domain/request/order.ts';
import { nextName, notDiverse, sameNameAs, secondOrder } from '../../../src/domain/request/second.ts';
import { ORDER } from '../../store/support/samples.ts';

describe('the name of a second port', () => {
  test.each([
    ['dc2-core-01', 'dc2-core-02'],
    ['dc2-core-09', 'dc2-core-10'],
    ['dc2-core-99', 'dc2-core-100'],
    ['dc2', 'dc3'],
    ['dc2-core', 'dc2-core-2'],
    ['', ''],
    ['9'.repeat(NAME_MAX), `${'9'.repeat(NAME_MAX - 2)}-2`],
  ])('after %s', (name, next) => expect(nextName(name)).toBe(next));

  test('is never the first one’s, however AWS keeps names, nor too long', () => {
    const name = fc.oneof(
      fc.string({ maxLength: NAME_MAX }),
      fc.stringMatching(/^[a-z]{0,5}[ -]?[0-9]{1,30}$/),
    );
    fc.assert(
      fc.property(name, (first) => {
        fc.pre(first.trim() !== '');
        expect(sameName(nextName(first), first)).toBe(false);
        expect([...nextName(first)].length).toBeLessThanOrEqual(NAME_MAX);
      }),
    );
  });

  test('so that neither port is taken for the other’s, even where its tag is lost', () => {
    const first = {
      interconnectId: 'dxcon-1',
      name: ORDER.interconnectName,
      state: 'down',
      location: 'EqDC2',
    };
    const listed = [{ ...first, bandwidth: '10Gbps' }];
    const looker = { requestId: 'ic-2', before: new Set<string>(), held: new Set<string>() };
    expect(lookAlikes({ ...looker, order: ORDER }, listed)).toHaveLength(1);
    expect(lookAlikes({ ...looker, order: secondOrder(ORDER) }, listed)).toEqual([]);
    const asked = { id: 'ic-1', order: ORDER };
    expect(sameNameAs(asked, { interconnectName: ` ${ORDER.interconnectName}  ` })?.field).toBe('name');
    expect(sameNameAs(asked, secondOrder(ORDER))).toBeUndefined();
  });
});

describe('what keeps a second port from being diverse', () => {
  const seen = {
    interconnectId: 'dxcon-1',
    name: 'dc2',
    state: 'down',
    location: 'EqDC2',
    bandwidth: '10Gbps',
    device: 'EqDC2-a1',
    lagId: 'dxlag-1',
  };
  const first = { order: { ...ORDER, lagId: 'dxlag-1' }, seen };

  test('it begins in no LAG, since all links of one end on one device', () => {
    expect(secondOrder(first.order)).not.toHaveProperty('lagId');
    expect(notDiverse({ ...ORDER, lagId: 'dxlag-1' }, first, ['EqDC2-a1', 'EqDC2-b2'])).toEqual([
      "dxlag-1 is the LAG of dxcon-1, and a LAG's links all end on one device: not diverse.",
    ]);
  });

  test.each([
    { said: 'only one device there', order: ORDER, devices: ['EqDC2-a1'], warned: true },
    { said: 'nothing but the first one’s', order: ORDER, devices: [], warned: true },
    { said: 'two', order: ORDER, devices: ['EqDC2-a1', 'EqDC2-b2'], warned: false },
    { said: 'another than the first one’s', order: ORDER, devices: ['EqDC2-b2'], warned: false },
    { said: 'nothing elsewhere', order: { ...ORDER, location: 'EqDA2' }, devices: [], warned: false },
  ])('where AWS has shown $said', ({ order, devices, warned }) => {
    const text = 'Every port at EqDC2 is on the device EqDC2-a1: this one may be too.';
    expect(notDiverse(order, first, devices)).toEqual(warned ? [text] : []);
  });
});
