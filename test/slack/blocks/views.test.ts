import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOptions, checkView } from '../../../sandbox/workspace/blocks/check.ts';
import type { RequestDetails } from '../../../src/actions/showing/details.ts';
import type { Account, Accounts } from '../../../src/domain/account.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Vote } from '../../../src/domain/request/vote.ts';
import { approveModal, rejectModal, sendBackModal } from '../../../src/slack/blocks/decision-modals.ts';
import { detailsModal } from '../../../src/slack/blocks/details.ts';
import { fieldErrors } from '../../../src/slack/blocks/field-errors.ts';
import { type FormOptions, form } from '../../../src/slack/blocks/form.ts';
import { lagOptions, locationOptions, providerOptions } from '../../../src/slack/blocks/form-options.ts';
import {
  emptyForm,
  type FormState,
  filledForm,
  NONE,
  readCarried,
} from '../../../src/slack/blocks/form-state.ts';
import { menuValue } from '../../../src/slack/blocks/menu.ts';
import { itExistsModal, notice, sentModal, withdrawModal } from '../../../src/slack/blocks/modals.ts';
import { AT, catalog, lee, location, onlyAccount, order, request, rule } from '../../domain/support.ts';
import { anyOrdered } from './ordered.ts';
import { anyCatalog, anyRequest, anyVotes, expectLiteral, word } from './support.ts';

function expectFits(view: object): void {
  const json = JSON.parse(JSON.stringify(view)) as Record<string, unknown>;
  expect(checkView(json)).toEqual([]);
  expectLiteral(json);
}

function details(given: Request, votes: Vote[]): RequestDetails {
  const calm = { quorum: 1, freeze: undefined, rehearsing: false };
  const view = { request: given, votes, card: undefined, ...calm };
  return { view, votes, attempts: [], head: { seq: 1, hash: 'a1b2c3d4'.repeat(8) } };
}

/** A form whose choices were offered by its own lists, as Slack sends it back. */
const offered = fc
  .tuple(anyCatalog, fc.nat(), fc.boolean(), word, word, word)
  .map(([known, pick, macsec, name, reason, tags]) => {
    const options = [
      locationOptions(known, ''),
      providerOptions(known, known.locations[0]?.code, '').filter(({ value }) => value !== NONE),
    ];
    const [place, provider] = options.map((list) => list[pick % list.length]?.value);
    const bandwidth = known.locations.find(({ code }) => code === place)?.speeds[0];
    const state: FormState = {
      ...emptyForm('us-east-1'),
      location: place,
      providerName: provider,
      bandwidth: bandwidth !== undefined && bandwidth.length <= 100 ? bandwidth : '10Gbps',
      macsec,
      name,
      reason,
      tags,
    };
    return { known, state };
  });

/** As many as the rules file may name, called as long as they may be. */
const MANY = manyAccounts();
function manyAccounts(): Accounts {
  const nth = (index: number): Account => ({
    id: String(100_000_000_000 + index),
    label: `${index} `.padEnd(30, 'M'),
    regions: ['us-east-1', 'us-gov-west-1'],
  });
  return [nth(0), ...Array.from({ length: 99 }, (_, index) => nth(index + 1))];
}

describe('whatever people and AWS wrote, Slack takes it whole and shows it literally', () => {
  test('in the form', () => {
    const [one, two] = [onlyAccount(['us-east-1']), onlyAccount(['us-east-1', 'eu-west-1'])];
    const chosen = fc.constantFrom(undefined, MANY[0].id, MANY.at(-1)?.id, '999999999999');
    fc.assert(
      fc.property(offered, fc.constantFrom(one, two, MANY), chosen, ({ known, state }, accounts, account) => {
        const asked = { ...state, accountId: account ?? undefined };
        expectFits(form(asked, known, { accounts, accountId: '123456789012', now: AT }));
      }),
    );
  });

  test('in the details of a port', () => {
    fc.assert(
      fc.property(anyOrdered, (view) => {
        expectFits(detailsModal({ ...details(view.request, view.votes), view }, []));
      }),
    );
  });

  test('in its lists, which are never empty', () => {
    fc.assert(
      fc.property(anyCatalog, word, fc.boolean(), (known, query, macsec) => {
        const [first] = known.locations;
        for (const text of ['', query]) {
          for (const list of [
            { options: locationOptions(known, text, [known]) },
            lagOptions(known, { location: first?.code, bandwidth: '10Gbps', macsec }, text),
            { options: providerOptions(known, first?.code, text) },
          ]) {
            expect(checkOptions(JSON.parse(JSON.stringify(list)))).toEqual([]);
            const groups = 'options' in list ? [list] : list.option_groups;
            for (const { options } of groups) expect(options.length).toBeGreaterThan(0);
            expect(groups.flatMap(({ options }) => options).length).toBeLessThanOrEqual(100);
          }
        }
      }),
    );
  });

  test('in every other modal', () => {
    fc.assert(
      fc.property(anyRequest, anyVotes, word, (given, votes, text) => {
        expectFits(sentModal(given, 'https://team.slack.com/archives/C1/p1'));
        expectFits(notice('Not sent', text));
        expectFits(approveModal({ request: given, approvals: 0, quorum: 2 }, text));
        for (const modal of [rejectModal, sendBackModal]) expectFits(modal(given));
        expectFits(withdrawModal(given, menuValue(given, 'withdraw')));
        expectFits(detailsModal(details(given, votes), [given.requester, { id: 'U0LEE', name: text }]));
        expectFits(
          itExistsModal(text, 'v1|ic-0123456789|1|abc|1', { filled: 'dxcon-fg1234ab', wrong: text }),
        );
      }),
    );
  });

  test('in the errors beside the fields', () => {
    const shown = ['name', 'reason', 'tags', 'location:us-east-1'];
    const field = fc.constantFrom('name' as const, 'tags' as const, 'macsec' as const, 'region' as const);
    const violations = fc.array(fc.record({ field, message: word }), { maxLength: 6 });
    fc.assert(
      fc.property(violations, (given) => {
        for (const [block, message] of Object.entries(fieldErrors(given, shown))) {
          expect(shown).toContain(block);
          expect([...message].length).toBeLessThanOrEqual(600);
        }
      }),
    );
  });
});

/** What the form that was sent says, times as UTC. */
function words(view: ReturnType<typeof sentModal>): string {
  const [block] = view.blocks as { elements: { elements: { text?: string; fallback?: string }[] }[] }[];
  return (block?.elements[0]?.elements ?? []).map(({ text, fallback }) => text ?? fallback).join('');
}

describe('the form', () => {
  const options = { accounts: onlyAccount(['us-east-1']), accountId: undefined, now: AT };
  const blocks = (state: FormState, regions = ['us-east-1']) =>
    form(state, catalog(), { ...options, accounts: onlyAccount(regions) }).blocks as {
      block_id?: string;
      label?: { text: string };
    }[];

  test('asks for everything in the order that people know', () => {
    const state = { ...emptyForm('us-east-1'), location: 'EqDC2', bandwidth: '10Gbps' };
    expect(blocks(state, ['us-east-1', 'eu-west-1']).map(({ label }) => label?.text)).toEqual([
      'Region',
      'Location',
      'Bandwidth',
      'LAG',
      'Provider',
      'MACsec',
      'Name',
      'Reason',
      'Tags',
      'For a colleague',
    ]);
    expect(form(state, catalog(), options)).toMatchObject({
      title: { text: 'Order an interconnect' },
      submit: { text: 'Ask for approval' },
      close: { text: 'Cancel' },
    });
  });

  test('says beside the name what AWS is known to take', () => {
    const [name] = form(emptyForm('us-east-1'), catalog(), options).blocks.filter(
      ({ block_id }) => block_id === 'name',
    );
    expect(name).toMatchObject({
      hint: {
        text: 'At most 200 characters. Only letters, digits, spaces and - _ , / are known to be taken by AWS.',
      },
    });
  });

  test('carries its parents in the block_ids and in what a list request is answered by', () => {
    const state = { ...emptyForm('us-east-1'), location: 'EqDC2', bandwidth: '10Gbps' };
    const ids = blocks(state).map(({ block_id }) => block_id);
    expect(ids).toContain('bandwidth:EqDC2');
    expect(ids).toContain('lag:EqDC2:10Gbps:');
    expect(readCarried(form(state, catalog(), options).private_metadata ?? '')).toMatchObject({
      location: 'EqDC2',
      bandwidth: '10Gbps',
    });
  });

  test('of another account are others, so that no choice of one is kept for the other', () => {
    const state = { ...emptyForm('us-east-1'), location: 'EqDC2', bandwidth: '10Gbps' };
    const idsOf = (id: string | null) =>
      form({ ...state, accountId: id ?? undefined }, catalog(), {
        ...options,
        accounts: MANY,
      }).blocks.flatMap(({ block_id = '' }) =>
        /^(region|location|bandwidth|lag|provider)/.test(block_id) ? [block_id] : [],
      );
    const [first, second] = [idsOf(MANY[0].id), idsOf(MANY[1]?.id ?? null)];
    expect(first).toHaveLength(5);
    expect(first.filter((id) => second.includes(id))).toEqual([]);
    const carried = (accounts: FormOptions['accounts']) =>
      readCarried(form({ ...state, accountId: '1' }, catalog(), { ...options, accounts }).private_metadata);
    expect(carried(MANY)).toMatchObject({ accountId: '1' });
    expect(carried(options.accounts)?.accountId).toBeUndefined();
  });

  test('asked again for a Region that is no longer offered, lets people choose another', () => {
    const again = filledForm({
      accountId: null,
      order: order({ region: 'eu-west-1' }),
      reason: 'New core',
      beneficiary: null,
      edits: undefined,
    });
    expectFits(form(again, catalog({ region: 'eu-west-1' }), options));
    expect(blocks(again)[0]).toMatchObject({ block_id: 'region' });
  });

  test.each([
    [
      'no partner',
      { refusal: 'Account 1 is not an authorized Direct Connect partner in us-east-1.' },
      'us-east-1: Account 1 is not',
    ],
    ['not read yet', { readAt: undefined }, 'AWS has not told yet what us-east-1 offers.'],
    ['stale', { readAt: AT - 16 * 60_000 }, 'AWS has not answered since <!date^'],
  ])('says so where the catalog is %s', (_what, changes, words) => {
    expect(JSON.stringify(form(emptyForm('us-east-1'), catalog(changes), options).blocks)).toContain(words);
  });

  test('becomes what was sent', () => {
    expect(words(sentModal(request()))).toBe(
      "1 of net-leads has to approve, until 2026-11-05 09:30 UTC. You'll be told when it is decided, when the LOA is ready, and when the port carries light.",
    );
    expect(words(sentModal(request({ rule: { ...rule, quorum: 2 } })))).toMatch(
      /^2 of net-leads have to approve, until /,
    );
    expect(sentModal(request())).toMatchObject({ title: { text: 'Request sent' } });
    expect(JSON.stringify(sentModal(request()))).not.toContain('Open the card');
    expect(JSON.stringify(sentModal(request(), 'https://team.slack.com/archives/C1/p1'))).toContain(
      '<https://team.slack.com/archives/C1/p1|Open the card>',
    );
  });

  test('that is sent again once it was decided says what was decided', () => {
    const state = { status: 'rejected', by: lee, reason: 'No budget', at: AT } as const;
    expect(words(sentModal(request({ state })))).toBe(
      'This form was sent before. Rejected by Lee: No budget',
    );
  });
});

describe('finding a location', () => {
  const known = catalog({
    locations: [
      location({ code: 'CSVA1', name: 'CoreSite VA1, Reston, VA' }),
      location({ code: 'EqDC2', name: 'Equinix DC2/DC11, Ashburn, VA' }),
      location({ code: '165HP', name: '165 Halsey Street, Newark, NJ' }),
    ],
  });
  test.each([
    ['', ['CSVA1', 'EqDC2', '165HP']],
    ['va', ['CSVA1', 'EqDC2']],
    ['  ASHBURN eq ', ['EqDC2']],
    ['165', ['165HP']],
    ['<!channel>', ['nothing:']],
  ])('%j', (query, codes) => {
    expect(locationOptions(known, query).map(({ value }) => value)).toEqual(codes);
  });

  test('of more than a hundred: the last line says how many more', () => {
    const many = catalog({
      locations: Array.from({ length: 150 }, (_, index) => location({ code: `L${index}` })),
    });
    const options = locationOptions(many, '');
    expect(options).toHaveLength(100);
    expect(options.at(-1)?.text.text).toBe('51 more: type more of the name or code.');
  });
});
