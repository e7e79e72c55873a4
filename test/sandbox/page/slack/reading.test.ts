import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../sandbox/control/view.ts';
import { commandOf, commandsLike } from '../../../../sandbox/page/public/slack/commands.ts';
import { emoji, emojied } from '../../../../sandbox/page/public/slack/emoji.ts';
import { isLong } from '../../../../sandbox/page/public/slack/fold.ts';
import { rings } from '../../../../sandbox/page/public/slack/rings.ts';
import { subjectOf } from '../../../../sandbox/page/public/slack/subject.ts';
import { countUnread } from '../../../../sandbox/page/public/slack/unread.ts';

const [APP, ERIN, LEE] = ['U0APP', 'U1ERIN', 'U2LEE'] as const;

function message(more: Partial<Message> = {}): Message {
  return {
    channel: 'C1',
    ts: '1796000000.000100',
    threadTs: undefined,
    user: APP,
    text: 'Words',
    blocks: [],
    ephemeral: false,
    edited: false,
    tombstone: false,
    files: [],
    ...more,
  };
}

describe('What is unread', () => {
  const all = ['1', '2', '3'].map((last) => message({ ts: `1796000000.00000${last}` }));
  const who = { as: ERIN, now: 1_796_000_100_000 };

  it('came after what was read last', () => {
    expect(countUnread(all, undefined, who)).toBe(3);
    expect(countUnread(all, '1796000000.000002', who)).toBe(1);
    expect(countUnread(all, '1796000000.000003', who)).toBe(0);
  });

  it('is by somebody else, for all, and still there', () => {
    const others = [message({ user: ERIN }), message({ ephemeral: true }), message({ tombstone: true })];
    expect(countUnread(others, undefined, who)).toBe(0);
  });

  it('is all of it where an earlier demo had let more time pass', () => {
    expect(countUnread(all, '1999000000.000000', who)).toBe(3);
  });
});

describe('A phone rings', () => {
  const dm = { id: 'D1', name: '', kind: 'dm', archived: false, messages: [] } as const;
  const view = {
    as: LEE,
    groups: ['S1'],
    app: { name: 'Interconnect', userId: APP },
    conversations: [{ ...dm, messages: [] }],
  };

  it.each<[string, Partial<Message>, boolean]>([
    ['for a direct message', { channel: 'D1' }, true],
    ['for a card as it is first posted', { blocks: [{ type: 'divider' }] }, true],
    ['for a mention in the text', { text: `<@${LEE}>: light was lost`, threadTs: '1' }, true],
    ['for a mention in rich text', { blocks: [{ type: 'user', user_id: LEE }], threadTs: '1' }, true],
    ['for a mention of their group', { text: '<!subteam^S1>: light was lost', threadTs: '1' }, true],
    ['for no other group', { text: '<!subteam^S2>: light was lost', threadTs: '1' }, false],
    ['for nobody else', { text: `<@${ERIN}>: light was lost`, threadTs: '1' }, false],
    ['for no line of routine', { text: 'is pending', threadTs: '1' }, false],
    ['for nothing that oneself has written', { channel: 'D1', user: LEE }, false],
    ['for no private answer', { channel: 'D1', ephemeral: true }, false],
  ])('%s: %o', (_what, more, isRinging) => {
    expect(rings(view, message(more))).toBe(isRinging);
  });
});

describe('A message is about', () => {
  it('the request and the port that it names, or its thread does', () => {
    const card = message({ blocks: [{ text: 'ic-HM6DZHVM4X · dxcon-yzudzucl' }] });
    const at = { message: { channel: 'C1', ts: card.ts } };
    expect(subjectOf(card)).toEqual({ request: 'ic-HM6DZHVM4X', port: 'dxcon-yzudzucl', ...at });
    expect(subjectOf(message({ text: 'dxcon-other is down' }), card)).toEqual({
      request: 'ic-HM6DZHVM4X',
      port: 'dxcon-other',
      ...at,
    });
    expect(subjectOf(message())).toEqual(at);
  });
});

describe('A section folds', () => {
  it('where it is long in characters or in lines', () => {
    expect([isLong('x'.repeat(500)), isLong('x'.repeat(501))]).toEqual([false, true]);
    expect([isLong('\n'.repeat(6)), isLong('\n'.repeat(7))]).toEqual([false, true]);
  });
});

describe('Slash commands', () => {
  const commands = ['/interconnect', '/invite', '/help'].map((command) => ({
    command,
    description: '',
    usageHint: '',
  }));
  const names = (typed: string) => commandsLike(commands, typed).map(({ command }) => command);

  it('are listed while one is being typed', () => {
    expect(names('/')).toEqual(['/interconnect', '/invite', '/help']);
    expect(names('/in')).toEqual(['/interconnect', '/invite']);
    expect(names('/invite')).toEqual([]);
    expect([names('/interconnect '), names('in'), names(' /in'), names('')]).toEqual([[], [], [], []]);
  });

  it('are known once one is typed whole', () => {
    expect(commandOf(commands, '/interconnect list')?.command).toBe('/interconnect');
    expect(commandOf(commands, '/inter list')).toBeUndefined();
  });
});

describe('Emoji', () => {
  it('are drawn where their code is known', () => {
    expect(emojied(':wave: at 12:30:45, :nothing:')).toBe('👋 at 12:30:45, :nothing:');
    expect([emoji('wave', undefined), emoji('any', '1f44b'), emoji('other', undefined)]).toEqual([
      '👋',
      '👋',
      ':other:',
    ]);
  });
});
