import { html, useEffect } from 'htm/preact/standalone';
import type { Message as Data, View } from '../../../control/view.ts';
import { useShared } from '../kit/shared.ts';
import { usePointed } from '../pointed.ts';
import { Blocks } from './blocks/block.ts';
import { markup } from './blocks/text.ts';
import { clock, msOf } from './dates.ts';
import { useKeptFocus } from './focus.ts';
import { Icon } from './icons.ts';
import { place } from './place.ts';
import { subjectOf } from './subject.ts';
import { onMessage } from './surfaces.ts';

interface MessageProps {
  view: View;
  message: Data;
  /** The first message of the thread that it stands in. */
  root?: Data;
  /** Whether its author has just written the one above. */
  follows: boolean;
  /** What stands below it. */
  children?: unknown;
}

/** One message. Its ID is what permalinks lead to. */
export function Message({ view, message, root, follows, children }: MessageProps) {
  const ref = useKeptFocus<HTMLElement>();
  const id = `${message.channel}/${message.ts}`;
  const at = useShared(place);
  const isMarked = at.marked === id;
  const isLit = usePointed(subjectOf(message, root));
  useEffect(() => {
    if (!isMarked) return;
    ref.current?.scrollIntoView({ block: 'center' });
    ref.current?.focus({ preventScroll: true });
    // Whoever follows the same link again is led there again.
  }, [isMarked && at]);
  const isApp = message.user === view.app.userId;
  const author = isApp ? view.app.name : (view.names.users[message.user] ?? message.user);
  const time = msOf(message.ts);
  const state = [message.ephemeral && 'private', follows && 'follows', isMarked && 'marked', isLit && 'lit'];
  return html`
    <article
      ref=${ref}
      id=${root && root.ts === message.ts ? `thread/${id}` : id}
      class=${['message', ...state].filter(Boolean).join(' ')}
      tabindex="-1"
      aria-label=${`${author}, ${clock(time)}`}
    >
      <span class="avatar" data-app=${isApp || undefined} aria-hidden="true">${initials(author)}</span>
      <p class=${follows ? 'author unseen' : 'author'}>
        <strong>${author}</strong>
        ${isApp && html`<span class="app">App</span>`}
        <time datetime=${new Date(time).toISOString()} title=${new Date(time).toLocaleString('en')}>${clock(time)}</time>
        ${message.ephemeral && html`<span>Only you can see this</span>`}
      </p>
      <div class="body">
        ${content(view, message)}
        ${message.edited && html`<span class="edited">(edited)</span>`}
        ${message.files.map(
          ({ id: file, name }) => html`
            <a key=${file} class="file" href=${`/api/v1/files/${encodeURIComponent(file)}`} target="_blank">
              <${Icon} name="file" /><span><strong>${name}</strong><small class="muted">${name.endsWith('.pdf') ? 'PDF, opens in a new tab' : 'File'}</small></span>
            </a>
          `,
        )}
        ${children}
      </div>
    </article>
  `;
}

function content(view: View, message: Data) {
  if (message.tombstone) return html`<p class="muted">This message was deleted.</p>`;
  if (message.blocks.length > 0)
    return html`<${Blocks} blocks=${message.blocks} surface=${onMessage(view, message)} />`;
  return html`<div class="text">${markup(message.text, view, false)}</div>`;
}

function initials(name: string): string {
  return (
    name
      .replace(/[^\p{L}]/gu, '')
      .slice(0, 1)
      .toUpperCase() || '?'
  );
}
