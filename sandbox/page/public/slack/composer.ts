import { html, useState } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { useKept } from '../kept.ts';
import { perform } from '../live.ts';
import { commandOf, commandsLike } from './commands.ts';
import { Icon } from './icons.ts';
import { useListbox } from './listbox.ts';
import { Menu } from './menu.ts';

interface ComposerProps {
  view: View;
  channel: string;
  thread?: string;
  label: string;
}

/** Where one writes. A slash lists the commands; what is not sent yet outlives a reload. */
export function Composer({ view, channel, thread, label }: ComposerProps) {
  const [text, write] = useKept(`draft.${view.as}.${thread ?? channel}`, '');
  const [isClosed, close] = useState(false);
  const command = commandOf(view.commands, text);
  const like = thread || isClosed ? [] : commandsLike(view.commands, text);
  const change = (wanted: string) => {
    write(wanted);
    close(false);
  };
  const { field, list } = useListbox({
    id: `commands-${channel}`,
    label: 'Commands',
    items: like.length === 0 ? undefined : like.map((one) => ({ key: one.command, words: described(one) })),
    first: 0,
    pick: (key) => change(`${key} `),
    close: () => close(true),
  });
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '' || (thread && command)) return;
    change('');
    void perform('write', { text, channel, threadTs: thread });
  };
  const shortcuts = view.shortcuts.map(({ name, callbackId }) => ({
    text: name,
    act: () => void perform('shortcut', { callbackId }),
  }));
  const input = ({ currentTarget }: Event) => change((currentTarget as HTMLInputElement).value);
  return html`
    <form class="composer" onSubmit=${send}>
      ${command && html`<p class="muted">${thread ? 'Slash commands don’t work in threads.' : described(command)}</p>`}
      <div class="writing">
        ${!thread && shortcuts.length > 0 && html`<${Menu} label="Shortcuts" sign=${html`<${Icon} name="bolt" />`} items=${shortcuts} />`}
        <input type="text" ...${thread ? {} : field} aria-label=${label} placeholder=${thread ? label : 'Message, or / for commands'} value=${text} onInput=${input} />
        ${list}
        <button type="submit" class="send" aria-label="Send" title="Send" disabled=${text.trim() === ''}><${Icon} name="send" /></button>
      </div>
    </form>
  `;
}

function described({ command, usageHint, description }: View['commands'][number]) {
  return html`<strong>${command}</strong> ${usageHint} <span class="muted">${description}</span>`;
}
