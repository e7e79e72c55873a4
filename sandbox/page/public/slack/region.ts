import { html, useEffect } from 'htm/preact/standalone';
import type { View } from '../../../control/view.ts';
import { useShared } from '../kit/shared.ts';
import { perform } from '../live.ts';
import { ConfirmDialog } from './blocks/confirm.ts';
import { Channel } from './channel.ts';
import { Home } from './home.ts';
import { Modal } from './modal.ts';
import { PhoneNotification } from './phone.ts';
import { conversationAt, openMessage, place } from './place.ts';
import { Sidebar } from './sidebar.ts';
import { Thread } from './thread.ts';

/** Slack. */
export function SlackRegion({ view }: { view: View }) {
  const { at, thread } = useShared(place);
  const channel = conversationAt(view, at);
  const root = channel?.messages.find(({ ts }) => ts === thread);
  // The app is told when somebody comes to one of its tabs.
  useEffect(() => {
    if (at === 'home' && view.homeTab) void perform('openHome');
    if (at === 'dm' && view.messagesTab) void perform('openMessages');
  }, [at, view.as]);
  useEffect(() => {
    const follow = () => {
      const [, id, ts] = /^#(\w+)\/([\d.]+)$/.exec(location.hash) ?? [];
      if (id === undefined || ts === undefined) return;
      openMessage(view, id, ts);
      // The same permalink works again next time.
      history.replaceState(null, '', location.pathname + location.search);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [view]);
  return html`
    <section class="slack-region" aria-label="Slack">
      <div class="workspace" data-thread=${root ? 'open' : undefined}>
        <${Sidebar} view=${view} />
        ${at === 'home' ? html`<${Home} view=${view} />` : channel ? html`<${Channel} view=${view} channel=${channel} />` : html`<${Nowhere} />`}
        ${channel && root && html`<${Thread} view=${view} channel=${channel} root=${root} />`}
        <${PhoneNotification} view=${view} />
      </div>
      <${Modal} view=${view} />
      <${ConfirmDialog} view=${view} />
    </section>
  `;
}

function Nowhere() {
  return html`<section class="channel" aria-label="Messages"><p class="nothing">Nothing here yet.</p></section>`;
}
