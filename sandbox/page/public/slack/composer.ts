import { html, useState } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { useKept } from '../kept.ts';
import { perform } from '../live.ts';
import { commandOf, commandsLike } from './commands.ts';
import { Icon } from './icons.ts';
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
  const [active, activate] = useState(0);
  const [isHidden, hide] = useState(false);
  const listed = thread || isHidden ? [] : commandsLike(view.commands, text);
  const command = commandOf(view.commands, text);
  const chosen = listed[active] ?? listed[0];
  const id = `commands-${channel}`;
  const change = (wanted: string) => {
    write(wanted);
    activate(0);
    hide(false);
  };
  const send = () => {
    if (text.trim() === '' || (thread && command)) return;
    change('');
    void perform('write', { text, channel, threadTs: thread });
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!chosen) return;
    if (step !== undefined) activate((listed.indexOf(chosen) + step + listed.length) % listed.length);
    else if (event.key === 'Escape') hide(true);
    else if (event.key === 'Tab' || (event.key === 'Enter' && text !== chosen.command))
      change(`${chosen.command} `);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`
    <form
      class="composer"
      onSubmit=${(event: Event) => {
        event.preventDefault();
        send();
      }}
    >
      ${
        listed.length > 0 &&
        html`<ul id=${id} role="listbox" aria-label="Commands" class="commands">
          ${listed.map(
            (one, at) => html`
              <li
                key=${one.command}
                id=${`${id}-${at}`}
                role="option"
                aria-selected=${String(one === chosen)}
                onMouseDown=${(event: Event) => {
                  event.preventDefault();
                  change(`${one.command} `);
                }}
              >
                <strong>${one.command}</strong> <span class="hint">${one.usageHint}</span>
                <span class="muted">${one.description}</span>
              </li>
            `,
          )}
        </ul>`
      }
      ${
        command &&
        listed.length === 0 &&
        html`<p class="muted usage">${thread ? 'Slash commands don’t work in threads.' : `${command.command} ${command.usageHint}: ${command.description}`}</p>`
      }
      <div class="writing">
        ${
          !thread &&
          view.shortcuts.length > 0 &&
          html`<${Menu}
            label="Shortcuts"
            sign=${html`<${Icon} name="bolt" />`}
            items=${view.shortcuts.map(({ name, callbackId }) => ({ text: name, act: () => void perform('shortcut', { callbackId }) }))}
          />`
        }
        <input
          type="text"
          role=${thread ? undefined : 'combobox'}
          aria-label=${label}
          aria-autocomplete=${thread ? undefined : 'list'}
          aria-expanded=${thread ? undefined : String(listed.length > 0)}
          aria-controls=${thread ? undefined : id}
          aria-activedescendant=${chosen && `${id}-${listed.indexOf(chosen)}`}
          autocomplete="off"
          placeholder=${thread ? label : 'Message, or / for commands'}
          value=${text}
          onInput=${({ currentTarget }: Event) => change((currentTarget as HTMLInputElement).value)}
          onKeyDown=${key}
        />
        <button type="submit" class="send" aria-label="Send" title="Send" disabled=${text.trim() === ''}><${Icon} name="send" /></button>
      </div>
    </form>
  `;
}
