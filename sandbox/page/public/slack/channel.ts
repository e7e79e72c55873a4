import { html } from 'htm/preact/standalone';
import type { Conversation, View } from '../../../control/view.ts';
import { useShared } from '../kit/shared.ts';
import { perform } from '../live.ts';
import { Composer } from './composer.ts';
import { clock, msOf } from './dates.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { openThread, place } from './place.ts';
import { read } from './read.ts';
import { Scroller } from './scroller.ts';
import { isThere } from './seen.ts';
import { countUnread } from './unread.ts';

/** A channel or the direct message: its title, its messages and where one writes. */
export function Channel({ view, channel }: { view: View; channel: Conversation }) {
  const { id, name, kind, archived } = channel;
  const messages = channel.messages.filter(isThere);
  const isDm = kind === 'dm';
  const sign = kind === 'private' ? html`<${Icon} name="lock" />` : isDm ? '' : '# ';
  const title = isDm ? view.app.name : name;
  return html`
    <section class="channel" aria-label=${isDm ? `Messages from ${title}` : `Channel ${name}`}>
      <h3 class="title">${sign}${title}${archived && html` <span class="muted">(archived)</span>`}</h3>
      <${Scroller} key=${`${view.as}.${id}`} label=${`Messages in ${title}`} as=${view.as} name=${id} messages=${messages}>
        ${
          messages.length === 0
            ? html`<${Empty} view=${view} channel=${channel} />`
            : html`<${MessageList} view=${view} messages=${messages} below=${(one: Root) => html`<${Replies} view=${view} root=${one} />`} />`
        }
      <//>
      ${
        isDm || archived
          ? html`<p class="closed">${archived ? 'This channel is archived: nobody can write in it.' : 'This app takes no messages: it writes, and its buttons are pressed.'}</p>`
          : html`<${Composer} key=${`${view.as}.${id}`} view=${view} channel=${id} label=${`Message #${name}`} />`
      }
    </section>
  `;
}

type Root = Conversation['messages'][number];

function Empty({ view, channel }: { view: View; channel: Conversation }) {
  const command = view.commands[0]?.command;
  if (channel.id !== view.main || channel.archived || command === undefined)
    return html`<p class="nothing">Nothing here yet.</p>`;
  const order = () => void perform('write', { text: command, channel: channel.id });
  return html`
    <div class="nothing">
      <p>Nothing here yet. Order the first port:</p>
      <button type="button" class="primary large" onClick=${order}>${command}</button>
      <ol>${view.steps.map((step) => html`<li>${step}</li>`)}</ol>
    </div>
  `;
}

/** How many replies a message has, as the button that opens its thread. */
function Replies({ view, root }: { view: View; root: Root }) {
  const isOpen = useShared(place).thread === root.ts;
  const upTo = useShared(read)[view.as]?.[`${root.channel}/${root.ts}`];
  const replies = root.replies.filter(isThere);
  const last = replies.at(-1);
  if (!last) return null;
  const unread = countUnread(replies, upTo, { as: view.as, now: view.time.now });
  return html`
    <button
      type="button"
      class="replies"
      data-action="thread"
      aria-expanded=${String(isOpen)}
      onClick=${() => openThread(isOpen ? undefined : root.ts)}
    >
      <b>${replies.length === 1 ? '1 reply' : `${replies.length} replies`}</b>${' '}
      ${unread > 0 && !isOpen && html`<span class="badge">${unread} new</span>`}${' '}
      <span class="muted">last at ${clock(msOf(last.ts))}</span>
    </button>
  `;
}
