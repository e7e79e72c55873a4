import { describe, expect, it } from 'vitest';

type Part = Record<string, unknown>;
const script = new URL('../../../sandbox/page/public/mrkdwn.js', import.meta.url).href;
const { parse } = (await import(script)) as { parse: (source: string) => Part[] };

describe('mrkdwn', () => {
  it.each<[string, Part[]]>([
    ['plain', [{ kind: 'text', text: 'plain' }]],
    [
      'a *b* c',
      [
        { kind: 'text', text: 'a ' },
        { kind: 'bold', parts: [{ kind: 'text', text: 'b' }] },
        { kind: 'text', text: ' c' },
      ],
    ],
    ['2*3*4 a_b_c', [{ kind: 'text', text: '2*3*4 a_b_c' }]],
    ['`*x*`', [{ kind: 'code', text: '*x*' }]],
    ['```a\n*b*```', [{ kind: 'pre', text: 'a\n*b*' }]],
    ['~_x_~', [{ kind: 'strike', parts: [{ kind: 'italic', parts: [{ kind: 'text', text: 'x' }] }] }]],
    ['<@U1>', [{ kind: 'mention', of: 'users', id: 'U1', label: undefined }]],
    ['<!subteam^S1|@leads>', [{ kind: 'mention', of: 'groups', id: 'S1', label: '@leads' }]],
    ['<#C1|general>', [{ kind: 'mention', of: 'channels', id: 'C1', label: 'general' }]],
    ['<!here>', [{ kind: 'text', text: '@here' }]],
    [
      '<https://a.example/?a=1&amp;b=2|A &amp; B>',
      [{ kind: 'link', href: 'https://a.example/?a=1&b=2', text: 'A & B' }],
    ],
    ['<javascript:alert(1)|click>', [{ kind: 'text', text: 'click' }]],
    [
      '<!date^1767604800^{date_short} {time}|Jan 5>',
      [{ kind: 'date', seconds: 1767604800, format: '{date_short} {time}', link: undefined, label: 'Jan 5' }],
    ],
  ])('%s', (source, parts) => {
    expect(parse(source)).toEqual(parts);
  });

  it('reads entities after everything else, once', () => {
    expect(parse('&lt;@U1&gt; &amp;lt;')).toEqual([{ kind: 'text', text: '<@U1> &lt;' }]);
    expect(parse('&lt;script&gt;')).toEqual([{ kind: 'text', text: '<script>' }]);
  });
});
