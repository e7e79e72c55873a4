import { html } from 'htm/preact/standalone';
import type { Conversation, View } from '../../../control/view.ts';
import { useShared } from '../kit/shared.ts';
import { Icon } from './icons.ts';
import { conversationAt, goTo, place } from './place.ts';
import { read } from './read.ts';
import { isThere } from './seen.ts';
import { countUnread } from './unread.ts';

/** What there is to open, and where something is unread. */
export function Sidebar({ view }: { view: View }) {
  const { at } = useShared(place);
  const upTo = useShared(read)[view.as] ?? {};
  const unread = (one: Conversation | undefined) =>
    one ? countUnread(one.messages.filter(isThere), upTo[one.id], { as: view.as, now: view.time.now }) : 0;
  const open = conversationAt(view, at)?.id;
  const dm = view.conversations.find(({ kind }) => kind === 'dm');
  const channels = view.conversations.filter(({ kind }) => kind !== 'dm');
  return html`
    <nav class="sidebar" aria-label="Slack">
      <h2>Slack</h2>
      <ul>
        ${view.homeTab && html`<li key="home">${item('home', at === 'home', 0, html`<${Icon} name="home" />`, 'Home')}</li>`}
        ${channels.map(
          (one) => html`
            <li key=${one.id}>
              ${item(one.id, open === one.id, unread(one), one.kind === 'private' ? html`<${Icon} name="lock" />` : html`<b>#</b>`, one.name, one.archived && 'archived')}
            </li>
          `,
        )}
        ${
          (dm || view.messagesTab) &&
          html`<li key="dm">${item('dm', at === 'dm', unread(dm), html`<b>●</b>`, view.app.name)}</li>`
        }
      </ul>
    </nav>
  `;
}

function item(
  at: string,
  isOpen: boolean,
  unread: number,
  sign: unknown,
  name: string,
  more: string | false = false,
) {
  return html`
    <button
      type="button"
      value=${at}
      class=${unread > 0 ? 'unread' : undefined}
      aria-current=${isOpen ? 'page' : undefined}
      onClick=${() => goTo(at)}
    >
      <span aria-hidden="true">${sign}</span>
      <span class="name">${name}${more && html` <small>${more}</small>`}</span>
      ${unread > 0 && html`<span class="badge">${unread}<span class="unseen"> unread</span></span>`}
    </button>
  `;
}
