import { block } from './blocks.js';
import { element, reconcile } from './dom.js';
import { mrkdwnNodes } from './text.js';

/** Draws a list of messages, each with its thread. */
export function drawMessages(parent, messages, context) {
  const items = messages.length > 0 ? dated(messages) : [undefined];
  reconcile(parent, items, keyOf, (message) =>
    message ? oneMessage(message, context) : element('p', { class: 'muted' }, 'Nothing here yet.'),
  );
  for (const [index, one] of items.entries()) {
    const replies = parent.children[index].querySelector(':scope > .thread');
    if (one && replies) drawThread(replies, one, context);
  }
}

/** Marks the messages of another day than the one before: theirs is shown. */
function dated(messages, before = messages[0]) {
  return messages.map((message, index) => ({
    ...message,
    isNewDay: dayOf(message) !== dayOf(messages[index - 1] ?? before),
  }));
}

function dayOf({ ts }) {
  return new Date(Number(ts) * 1000).toDateString();
}

/** A message's own key leaves its thread out: a new reply must not take the focus from a button above it. */
function keyOf(message) {
  if (!message) return 'none';
  const { replies, ...own } = message;
  return `${JSON.stringify(own)}${replies?.length > 0}`;
}

function oneMessage(message, context) {
  const drawn = article(message, context);
  if (message.replies?.length > 0) {
    drawn.append(element('section', { class: 'thread', 'aria-label': 'Thread' }));
  }
  return drawn;
}

function drawThread(parent, card, context) {
  const replies = dated(card.replies, card);
  reconcile(parent, [{ count: replies.length }, ...replies], keyOf, (one) =>
    one.ts
      ? article(one, context)
      : element('p', { class: 'muted' }, `Thread: ${one.count === 1 ? '1 reply' : `${one.count} replies`}`),
  );
}

/** Its ID is what permalinks lead to. */
function article(message, context) {
  const id = `${message.channel}/${message.ts}`;
  const className = message.ephemeralTo ? 'message private' : 'message';
  return element('article', { id, class: className, tabindex: '-1' }, parts(message, context));
}

function parts(message, context) {
  const { names } = context;
  const here = {
    ...context,
    values: {},
    press: (button) => context.pressOn(message, button),
    pick: (menu, option) => context.pickOn(message, menu, option),
  };
  const when = new Date(Number(message.ts) * 1000);
  const author = names.users[message.user] ?? message.user;
  return [
    message.ephemeralTo && element('p', { class: 'onlyyou' }, 'Only visible to you'),
    element(
      'p',
      { class: 'author' },
      element('strong', {}, author),
      ' ',
      element(
        'time',
        { datetime: when.toISOString() },
        message.isNewDay && `${dateOf(when)}, `,
        timeOf(when),
      ),
      message.edited && element('span', {}, ' (edited)'),
    ),
    ...(message.blocks.length > 0
      ? message.blocks.map((data) => block(data, here))
      : [element('p', { class: 'text' }, mrkdwnNodes(message.text, names))]),
    ...message.files.map((file) =>
      element(
        'p',
        {},
        element(
          'a',
          { href: `/api/v1/files/${encodeURIComponent(file.id)}`, target: '_blank' },
          `File: ${file.name}`,
        ),
      ),
    ),
  ];
}

function dateOf(when) {
  return when.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

function timeOf(when) {
  return when.toLocaleTimeString('en-GB');
}
