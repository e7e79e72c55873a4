import type { Message, Subject } from '../../../control/view.ts';

/** What a message is about: the request and the port that it names, or those that its thread's first message names. */
export function subjectOf(message: Message, root?: Message): Subject {
  const text = JSON.stringify([message.text, message.blocks]);
  const [request] = /ic-[0-9a-hjkmnp-tv-z]{10}/i.exec(text) ?? [];
  const [port] = /dxcon-[0-9a-z]+/.exec(text) ?? [];
  const above = root ? subjectOf(root) : {};
  return {
    ...above,
    ...(request && { request }),
    ...(port && { port }),
    message: { channel: message.channel, ts: message.ts },
  };
}
