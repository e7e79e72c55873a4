import { describe, expect, it } from 'vitest';
import { type Part, parse } from '../../../../sandbox/page/public/slack/mrkdwn.ts';

const text = (words: string): Part => ({ kind: 'text', text: words });

describe('mrkdwn', () => {
  it.each<[string, Part[]]>([
    ['plain', [text('plain')]],
    ['a *b* c', [text('a '), { kind: 'bold', parts: [text('b')] }, text(' c')]],
    ['2*3*4 a_b_c', [text('2*3*4 a_b_c')]],
    ['`*x*`', [{ kind: 'code', text: '*x*' }]],
    ['```a\n*b*```', [{ kind: 'pre', text: 'a\n*b*' }]],
    ['~_x_~', [{ kind: 'strike', parts: [{ kind: 'italic', parts: [text('x')] }] }]],
    ['<@U1>', [{ kind: 'mention', of: 'users', id: 'U1', label: undefined }]],
    ['<!subteam^S1|@leads>', [{ kind: 'mention', of: 'groups', id: 'S1', label: '@leads' }]],
    ['<#C1|general>', [{ kind: 'mention', of: 'channels', id: 'C1', label: 'general' }]],
    ['<!here>', [text('@here')]],
    [
      '<https://a.example/?a=1&amp;b=2|A &amp; B>',
      [{ kind: 'link', href: 'https://a.example/?a=1&b=2', text: 'A & B' }],
    ],
    ['<javascript:alert(1)|click>', [text('click')]],
    [
      '<!date^1767604800^{date_short} {time}|Jan 5>',
      [{ kind: 'date', seconds: 1767604800, format: '{date_short} {time}', link: undefined, label: 'Jan 5' }],
    ],
    [
      'Asked:\n&gt; one *two*\n&gt; three\nDone',
      [
        text('Asked:\n'),
        { kind: 'quote', parts: [text('one '), { kind: 'bold', parts: [text('two')] }, text('\nthree')] },
        text('Done'),
      ],
    ],
  ])('%s', (source, parts) => {
    expect(parse(source)).toEqual(parts);
  });

  it('reads entities after everything else, once', () => {
    expect(parse('a &lt;@U1&gt; &amp;lt;')).toEqual([text('a <@U1> &lt;')]);
    expect(parse('&lt;script&gt;')).toEqual([text('<script>')]);
  });

  it('makes links and mentions of what is written bare, unless it is verbatim', () => {
    const source = 'See https://a.example/x?a=1&amp;b=2, @here.';
    expect(parse(source)).toEqual([text('See https://a.example/x?a=1&b=2, @here.')]);
    expect(parse(source, false)).toEqual([
      text('See '),
      { kind: 'link', href: 'https://a.example/x?a=1&b=2', text: 'https://a.example/x?a=1&b=2' },
      text(', '),
      { kind: 'mention', of: 'groups', id: '@here', label: '@here' },
      text('.'),
    ]);
  });
});
