import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../sandbox/control/view.ts';
import { span } from '../../../sandbox/page/public/kit/when.ts';
import { ALL, type Filter, passes, STORY } from '../../../sandbox/page/public/log/filter.ts';

const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  n: 1,
  at: 0,
  side: 'aws',
  who: 'Bot',
  what: 'CreateInterconnect',
  ok: true,
  about: { request: 'ic-7', port: 'dxcon-7' },
  hasDetail: true,
  ...more,
});

describe('The timeline', () => {
  it.each<[boolean, Partial<Filter>, Partial<JournalEntry>]>([
    [true, {}, {}],
    [false, { without: ['aws'] }, {}],
    [true, { without: ['slack'] }, {}],
    [false, { onlyFailed: true }, {}],
    [true, { onlyFailed: true }, { ok: false }],
    [true, { search: ' CREATE' }, {}],
    [true, { search: 'dxcon-7' }, {}],
    [true, { search: 'bot' }, {}],
    [false, { search: 'erin' }, {}],
    [true, { about: { request: 'ic-7' } }, {}],
    [true, { about: { request: 'ic-1', port: 'dxcon-7' } }, {}],
    [false, { about: { request: 'ic-1' } }, {}],
    [false, { about: { request: 'ic-1' } }, { about: {} }],
    [false, { about: { message: { channel: 'C1', ts: '1' } } }, { about: {} }],
  ])('shows an entry: %s, with %j, of %j', (shown, filter, more) => {
    expect(passes(entry(more), { ...ALL, ...filter })).toBe(shown);
  });

  it.each(['DescribeInterconnects: 2 interconnects', 'users.info: Lee', 'conversations.history: #general'])(
    'leaves %s out of the story, unless it failed',
    (what) => {
      expect(passes(entry({ what }), STORY)).toBe(false);
      expect(passes(entry({ what }), ALL)).toBe(true);
      expect(passes(entry({ what, ok: false }), STORY)).toBe(true);
    },
  );

  it.each(['conversations.open: Erin', 'chat.update: the card', 'delivers the click', 'CreateTags'])(
    'keeps %s in the story',
    (what) => {
      expect(passes(entry({ what }), STORY)).toBe(true);
    },
  );

  it.each([
    [-1, '0 s'],
    [31_400, '31 s'],
    [59_999, '60 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [172_800_000, '2 days'],
  ])('says %d ms as %s', (ms, words) => {
    expect(span(ms)).toBe(words);
  });
});
