import { html } from 'htm/preact/standalone';
import type { ComponentChildren } from 'preact';
import type { Message as Data, View } from '../../../control/view.ts';
import { dayWords, isSameDay, msOf } from './dates.ts';
import { Message } from './message.ts';

const TOGETHER_MS = 5 * 60_000;

interface ListProps<T extends Data> {
  view: View;
  messages: T[];
  /** The first message of the thread that these stand in. */
  root?: Data;
  /** What stands below a message. */
  below?: (message: T) => ComponentChildren;
}

/** Messages, oldest first, with a divider where a day begins. */
export function MessageList<T extends Data>({ view, messages, root, below }: ListProps<T>) {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const at = msOf(message.ts);
    const isNewDay = before ? !isSameDay(msOf(before.ts), at) : !root;
    const follows =
      !isNewDay &&
      before?.user === message.user &&
      at - msOf(before.ts) < TOGETHER_MS &&
      before.ephemeral === message.ephemeral &&
      before !== root;
    const drawn = html`
      <${Message} key=${message.ts} view=${view} message=${message} root=${root} follows=${follows}>${below?.(message)}<//>
    `;
    if (!isNewDay) return [drawn];
    return [
      html`<p key=${`day ${message.ts}`} class="day"><span>${dayWords(at, view.time.now)}</span></p>`,
      drawn,
    ];
  });
}
