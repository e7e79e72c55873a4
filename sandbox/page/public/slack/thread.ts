import { html } from 'htm/preact/standalone';
import type { Conversation, View } from '../../../control/view.ts';
import { Composer } from './composer.ts';
import { MessageList } from './message-list.ts';
import { openThread } from './place.ts';
import { Scroller } from './scroller.ts';
import { isThere } from './seen.ts';

interface ThreadProps {
  view: View;
  channel: Conversation;
  root: Conversation['messages'][number];
}

/** The thread of one message, beside its channel. */
export function Thread({ view, channel, root }: ThreadProps) {
  const { as } = view;
  const name = `${root.channel}/${root.ts}`;
  const replies = root.replies.filter(isThere);
  const where = channel.kind === 'dm' ? view.app.name : `#${channel.name}`;
  const close = () => {
    openThread(undefined);
    document.getElementById(name)?.querySelector<HTMLElement>('[data-action="thread"]')?.focus();
  };
  return html`
    <section class="thread" aria-label="Thread" onKeyDown=${({ key }: KeyboardEvent) => key === 'Escape' && close()}>
      <div class="title">
        <h3>Thread <small class="muted">${where}</small></h3>
        <button type="button" onClick=${close}><span class="at-wide">Close</span><span class="at-narrow">‹ Back</span></button>
      </div>
      <${Scroller} key=${`${as}.${name}`} label="Replies" as=${as} name=${name} messages=${replies}>
        <${MessageList} view=${view} messages=${[root]} root=${root} />
        <p class="day"><span>${replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span></p>
        <${MessageList} view=${view} messages=${replies} root=${root} />
      <//>
      ${!channel.archived && html`<${Composer} key=${`${as}.${name}`} view=${view} channel=${root.channel} thread=${root.ts} label="Reply" />`}
    </section>
  `;
}
