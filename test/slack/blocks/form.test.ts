import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../sandbox/workspace/types.ts';
import { placedIn } from '../../../sandbox/workspace/views/elements.ts';
import { initialValues, setValue, survivingValues } from '../../../sandbox/workspace/views/values.ts';
import type { RegionCatalog } from '../../../src/domain/catalog/catalog.ts';
import { form } from '../../../src/slack/blocks/form.ts';
import { lagOptions, locationOptions, providerOptions } from '../../../src/slack/blocks/form-options.ts';
import {
  emptyForm,
  type FormState,
  filledForm,
  NONE,
  readCarried,
  readForm,
  readSent,
  toOrder,
  type ViewValues,
} from '../../../src/slack/blocks/form-state.ts';
import { AT, catalog, lag, lee, location, onlyAccount, order } from '../../domain/support.ts';

const REGIONS = ['us-east-1', 'us-west-2'];
const EAST = catalog({
  locations: [
    location({
      speeds: ['1Gbps', '10Gbps', '100Gbps'],
      macsecSpeeds: ['10Gbps'],
      providers: ['Zayo', 'Lumen'],
    }),
    location({ code: 'CSVA1', speeds: ['1Gbps', '10Gbps'], macsecSpeeds: [], providers: ['Lumen'] }),
  ],
  lags: [lag({ lagId: 'dxlag-room' }), lag({ lagId: 'dxlag-full', links: 4 })],
});
const WEST = catalog({ region: 'us-west-2', locations: [location({ code: 'EqSe2' })] });

/** The form on somebody's screen: what Slack keeps of it when it is drawn anew. */
function screen(state: FormState = emptyForm('us-east-1'), east: RegionCatalog = EAST) {
  let known = east;
  const drawn = (next: FormState) =>
    JSON.parse(
      JSON.stringify(
        form(next, next.region === 'us-east-1' ? known : WEST, {
          accounts: onlyAccount(REGIONS),
          accountId: undefined,
          now: AT,
        }),
      ),
    ) as ModalView & { blocks: Json[] };
  let view = drawn(state);
  let values = initialValues(view.blocks);
  const shown = () => values as unknown as ViewValues;
  const field = (name: string) => {
    const found = placedIn(view.blocks).find(({ actionId }) => actionId === name);
    if (!found) throw new Error(`The form has no ${name}.`);
    return found;
  };
  const redraw = () => {
    const carried = readCarried(view.private_metadata);
    if (!carried) throw new Error('The form carries nothing.');
    view = drawn(readForm(shown(), carried));
    values = survivingValues(values, view.blocks);
  };
  return {
    has: (name: string) => placedIn(view.blocks).some(({ actionId }) => actionId === name),
    choose(name: string, value: string) {
      const at = field(name);
      if (at.type === 'checkboxes') setValue(values, at, value === '' ? [] : [{ value }]);
      else if (at.type === 'users_select') setValue(values, at, value);
      else setValue(values, at, { text: { type: 'plain_text', text: value }, value });
      if (at.block.dispatch_action === true) redraw();
    },
    type: (name: string, text: string) => setValue(values, field(name), text),
    learn(changes: Partial<RegionCatalog>) {
      known = { ...known, ...changes };
      redraw();
    },
    hint: (name: string) => (field(name).block as { hint?: { text: string } }).hint?.text,
    text: () => JSON.stringify(view.blocks),
    metadata: () => view.private_metadata ?? '',
    asked() {
      const carried = readCarried(view.private_metadata);
      if (!carried) throw new Error('The form carries nothing.');
      const sent = readSent(shown(), carried);
      return { ...sent, ...toOrder(sent).order };
    },
  };
}

describe('a choice that stops fitting', () => {
  test('says why at its field, is not asked for, and comes back as it was', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('bandwidth', '10Gbps');
    form.choose('lag', 'dxlag-room');
    form.choose('provider', 'Zayo');
    expect(form.asked()).toMatchObject({ lagId: 'dxlag-room', providerName: 'Zayo' });

    form.choose('macsec', 'macsec');
    expect(form.hint('lag')).toBe(
      'Left out: dxlag-room has no MACsec: a link must match its LAG. It comes back when it fits.',
    );
    expect(form.asked()).not.toHaveProperty('lagId', 'dxlag-room');
    form.choose('macsec', '');
    expect(form.hint('lag')).toBeUndefined();
    expect(form.asked()).toMatchObject({ lagId: 'dxlag-room' });

    form.choose('location', 'CSVA1');
    expect(form.hint('provider')).toBe(
      'Left out: Zayo is not a provider at CSVA1. It comes back when it fits.',
    );
    expect(form.hint('lag')).toContain('dxlag-room is at EqDC2, not at CSVA1.');
    form.choose('location', 'EqDC2');
    expect(form.asked()).toMatchObject({ lagId: 'dxlag-room', providerName: 'Zayo', bandwidth: '10Gbps' });
  });

  test('a bandwidth that the location lacks', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('bandwidth', '100Gbps');
    form.choose('location', 'CSVA1');
    expect(form.hint('bandwidth')).toBe(
      'Left out: 100Gbps. CSVA1 offers 1Gbps, 10Gbps. It comes back when it fits.',
    );
    expect(form.asked()).toMatchObject({ bandwidth: '' });
    form.choose('location', 'EqDC2');
    expect(form.asked()).toMatchObject({ bandwidth: '100Gbps' });
  });

  test('MACsec, where it is not offered, in its place', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('bandwidth', '10Gbps');
    form.choose('macsec', 'macsec');
    form.choose('bandwidth', '1Gbps');
    expect(form.has('macsec')).toBe(false);
    expect(form.text()).toContain('Left out: EqDC2 offers no MACsec at 1Gbps. It comes back when it fits.');
    expect(form.asked()).toMatchObject({ requestMACSec: false });
    form.choose('bandwidth', '10Gbps');
    expect(form.asked()).toMatchObject({ requestMACSec: true });
  });

  test('a location, while another Region is looked at', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('bandwidth', '10Gbps');
    form.choose('region', 'us-west-2');
    expect(form.hint('location')).toContain('EqDC2 is not a location of us-west-2.');
    form.choose('region', 'us-east-1');
    expect(form.asked()).toMatchObject({ location: 'EqDC2', bandwidth: '10Gbps' });
  });

  test('gives way to what is chosen instead', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('provider', 'Zayo');
    form.choose('location', 'CSVA1');
    form.choose('provider', 'Lumen');
    expect(form.hint('provider')).toBeUndefined();
    form.choose('location', 'EqDC2');
    expect(form.asked()).toMatchObject({ providerName: 'Lumen' });
  });

  test('a LAG that fills up while the form is open is left out, again and again', () => {
    const form = screen();
    form.choose('location', 'EqDC2');
    form.choose('bandwidth', '10Gbps');
    for (const chosen of ['dxlag-full', 'dxlag-full']) {
      form.choose('lag', chosen);
      expect(form.hint('lag')).toContain('dxlag-full is full (4 of 4 links).');
      expect(form.asked().lagId).toBeUndefined();
    }
    form.learn({ lags: [lag({ lagId: 'dxlag-full', links: 3 })] });
    expect(form.asked().lagId).toBe('dxlag-full');
  });
});

test('LAG and provider can be taken back, and stay so whatever else is chosen', () => {
  const form = screen();
  form.choose('location', 'EqDC2');
  form.choose('bandwidth', '10Gbps');
  form.choose('lag', 'dxlag-room');
  form.choose('provider', 'Zayo');
  form.choose('lag', NONE);
  form.choose('provider', NONE);
  for (const location of ['EqDC2', 'CSVA1', 'EqDC2']) {
    form.choose('location', location);
    expect(form.asked()).toMatchObject({ lagId: undefined, providerName: undefined });
    expect(form.text()).not.toContain('Left out');
  }
});

test('what is left out can be taken back too', () => {
  const form = screen();
  form.choose('location', 'EqDC2');
  form.choose('provider', 'Zayo');
  form.choose('location', 'CSVA1');
  form.choose('provider', NONE);
  expect(form.text()).not.toContain('Left out');
  form.choose('location', 'EqDC2');
  expect(form.asked().providerName).toBeUndefined();
});

test('whatever is chosen in whatever order, what the screen shows is what is asked for, and it fits', () => {
  const step = fc.constantFrom<[string, string]>(
    ['region', 'us-east-1'],
    ['region', 'us-west-2'],
    ['location', 'EqDC2'],
    ['location', 'CSVA1'],
    ['bandwidth', '1Gbps'],
    ['bandwidth', '10Gbps'],
    ['bandwidth', '100Gbps'],
    ['lag', 'dxlag-room'],
    ['lag', 'dxlag-full'],
    ['lag', NONE],
    ['provider', 'Lumen'],
    ['macsec', 'macsec'],
    ['macsec', ''],
    ['beneficiary', 'U0LEE'],
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const form = screen();
      form.type('name', 'kept');
      const last = new Map<string, string>();
      for (const [name, value] of steps) {
        if (!form.has(name)) continue;
        form.choose(name, value);
        last.set(name, value);
      }
      // Nothing is ever asked for that isn't the latest choice.
      const { lagId, providerName, bandwidth, name, beneficiary } = form.asked();
      expect([undefined, last.get('lag')]).toContain(lagId);
      expect([undefined, last.get('provider')]).toContain(providerName);
      expect(['', last.get('bandwidth')]).toContain(bandwidth);
      expect([name, beneficiary]).toEqual(['kept', last.get('beneficiary')]);
      // Back to where all of it fits, the latest choices stand.
      form.choose('region', 'us-east-1');
      form.choose('location', 'EqDC2');
      form.choose('bandwidth', '10Gbps');
      form.choose('macsec', '');
      const wanted = last.get('lag') === 'dxlag-room' ? 'dxlag-room' : undefined;
      expect(form.asked()).toMatchObject({ location: 'EqDC2', bandwidth: '10Gbps' });
      expect(form.asked().lagId).toBe(wanted);
      expect(form.asked().providerName).toBe(last.get('provider'));
    }),
  );
});

describe('for a colleague', () => {
  test('is kept while other fields change, and read', () => {
    const form = screen();
    form.choose('beneficiary', lee.id);
    form.choose('location', 'EqDC2');
    expect(form.asked()).toMatchObject({ beneficiary: lee.id });
  });

  test('is filled in again where it was asked for before', () => {
    const before = {
      accountId: null,
      order: order(),
      reason: 'New core',
      beneficiary: lee,
      edits: undefined,
    };
    expect(screen(filledForm(before)).asked()).toMatchObject({ beneficiary: lee.id, location: 'EqDC2' });
    expect(screen(filledForm({ ...before, beneficiary: null })).asked().beneficiary).toBeUndefined();
  });
});

test('what an earlier version carried along is read', () => {
  const metadata = JSON.stringify({ region: 'us-east-1', location: 'EqDC2', macsec: false });
  const carried = readCarried(metadata);
  expect(carried && readForm({}, carried)).toMatchObject({ region: 'us-east-1', macsec: false });
});

describe('the lists', () => {
  const groups = (...args: Parameters<typeof lagOptions>) => {
    const list = lagOptions(...args);
    if ('options' in list) throw new Error('The LAGs are not grouped.');
    return list.option_groups.map(({ label, options }) => [label.text, options.map(({ value }) => value)]);
  };
  const lags = [
    lag({ lagId: 'dxlag-alias', location: 'EqDC2-EQ' }),
    lag({ lagId: 'dxlag-here' }),
    lag({ lagId: 'dxlag-full', links: 4 }),
    lag({ lagId: 'dxlag-slow', bandwidth: '1Gbps' }),
    lag({ lagId: 'dxlag-there', location: 'CSVA1' }),
    lag({ lagId: 'dxlag-deleted', state: 'deleted' }),
  ];
  const known = catalog({ lags });
  const wanted = { location: 'EqDC2', bandwidth: '10Gbps', macsec: false };

  test('LAGs of other sites and those that can take nothing stand apart, each with its reason', () => {
    expect(groups(known, wanted, '')).toEqual([
      ['No LAG', [NONE]],
      ['At EqDC2', ['dxlag-here', 'dxlag-alias']],
      ['At EqDC2, but not for this port', ['dxlag-full', 'dxlag-slow']],
      ['At other sites', ['dxlag-there']],
    ]);
    const list = JSON.stringify(lagOptions(known, wanted, ''));
    expect(list).toContain('4 of 4 links');
    expect(list).toContain('"dxlag-full is full (4 of 4 links)."');
    expect(list).toContain('"dxlag-there is at CSVA1, not at EqDC2."');
  });

  test('LAGs without a location yet, and none that is found', () => {
    expect(groups(known, {}, 'there')).toEqual([
      ['No LAG', [NONE]],
      ['At any site', ['dxlag-there']],
    ]);
    expect(groups(known, wanted, 'zzz')).toEqual([
      ['No LAG', [NONE]],
      ['LAGs', ['nothing:']],
    ]);
  });

  const words = (options: { text: { text: string } }[]) => options.map(({ text }) => text.text);

  test('providers begin with none, and say why there is nothing', () => {
    expect(words(providerOptions(EAST, 'EqDC2', ''))).toEqual(['No provider', 'Zayo', 'Lumen']);
    expect(words(providerOptions(EAST, 'EqDC2', 'zzz'))).toEqual([
      'No provider',
      'No provider at EqDC2 has that in its name.',
    ]);
    expect(words(providerOptions(EAST, undefined, ''))).toEqual([
      'No provider',
      'Choose a location first; if you have, choose it once more.',
    ]);
    const bare = catalog({ locations: [location({ providers: [] })] });
    expect(words(providerOptions(bare, 'EqDC2', ''))).toEqual([
      'No provider',
      'No provider is listed at EqDC2.',
    ]);
  });

  test('a location that another Region has says which', () => {
    expect(words(locationOptions(EAST, 'eqse2', [WEST]))).toEqual([
      'Choose another Region first: us-west-2.',
    ]);
    expect(words(locationOptions(EAST, 'zzz', [WEST]))).toEqual([
      'No location has that in its code, name or state.',
    ]);
  });
});

test('five thousand locations and LAGs make neither the form nor a list longer than Slack takes', () => {
  const many = catalog({
    locations: Array.from({ length: 5_000 }, (_, n) =>
      location({ code: `Site${n}`, name: `Operator ${n % 50}, City ${n}, VA` }),
    ),
    lags: Array.from({ length: 5_000 }, (_, n) => lag({ lagId: `dxlag-${n}`, location: `Site${n % 7}` })),
  });
  const open = screen(emptyForm('us-east-1'), many);
  open.choose('location', 'Site4999');
  expect(open.text().length).toBeLessThan(10_000);
  expect(open.metadata().length).toBeLessThan(3_000);
  expect(locationOptions(many, 'virginia')).toHaveLength(100);
  const list = lagOptions(many, { location: 'Site1', bandwidth: '10Gbps' }, '');
  expect('options' in list ? [] : list.option_groups.flatMap(({ options }) => options)).toHaveLength(100);
});
