import { html, useEffect, useRef, useState } from 'htm/preact/standalone';
import type { Message, View } from '../../../control/view.ts';
import { useShared } from '../kit/shared.ts';
import { bare } from './blocks/text.ts';
import { parse } from './mrkdwn.ts';
import { conversationAt, openMessage, place } from './place.ts';
import { rings } from './rings.ts';

/** What a phone would show of a message that came while it was not in view: its `text` alone. Pressing it goes there. */
export function PhoneNotification({ view }: { view: View }) {
  const { at, thread } = useShared(place);
  const open = conversationAt(view, at);
  const known = useRef({ as: '', ts: '' });
  const [shown, show] = useState<Message | undefined>(undefined);
  const isInView = ({ channel, threadTs }: Message) =>
    channel === open?.id && (threadTs === undefined || threadTs === thread);
  useEffect(() => {
    const all = view.conversations.flatMap(({ messages }) =>
      messages.flatMap((one) => [one, ...one.replies]),
    );
    const newest =
      all
        .map(({ ts }) => ts)
        .toSorted()
        .at(-1) ?? '';
    const { as, ts: before } = known.current;
    known.current = { as: view.as, ts: newest };
    if (as !== view.as) return show(undefined);
    const ringing = all.filter((one) => one.ts > before && rings(view, one) && !isInView(one));
    if (ringing.length > 0) show(ringing.reduce((last, one) => (one.ts > last.ts ? one : last)));
  }, [view]);
  useEffect(() => {
    if (shown && isInView(shown)) show(undefined);
  }, [shown, at, thread]);
  const name = shown && view.names.channels[shown.channel];
  const isDm = view.conversations.some(({ id, kind }) => id === shown?.channel && kind === 'dm');
  return html`
    <div class="phone" aria-live="polite">
      ${
        shown &&
        html`<div key=${shown.ts} class="lock">
          <button type="button" class="ring" onClick=${() => openMessage(view, shown.channel, shown.ts)}>
            <small>${view.app.name} bot${isDm || !name ? '' : ` · #${name}`} · now</small>
            <span>${bare(parse(shown.text), view)}</span>
          </button>
          <button type="button" class="away" aria-label="Dismiss the notification" onClick=${() => show(undefined)}>×</button>
        </div>`
      }
    </div>
  `;
}
