import type { Line } from '../../domain/request/line.ts';
import type { Request } from '../../domain/request/request.ts';
import { lineWords } from '../../words/lines.ts';
import { utc } from '../../words/time.ts';
import { markup, moment, plainSection } from './blocks.ts';
import { approverMentions, userMention } from './mentions.ts';
import { type Message, message } from './message.ts';

/** One line of a thread. A time is markup and AWS's words must not be, so each is a block of its own. */
export function threadLine(line: Line, request: Request): Message {
  const words = lineWords(line, request);
  const text = words.map((part) => (typeof part === 'string' ? part : part(utc))).join(' ');
  const called = mentions(line, request);
  return message(text, [
    ...words.map((part) => (typeof part === 'string' ? plainSection(part) : markup(part(moment)))),
    ...(called === undefined ? [] : [markup(called)]),
  ]);
}

/** Whom a line mentions: a line that needs someone calls them, all others call nobody. */
function mentions(line: Line, request: Request): string | undefined {
  const requester = userMention(request.requester.id);
  const all = `${requester} ${approverMentions(request.rule)}`;
  switch (line.kind) {
    case 'different':
    case 'refused':
    case 'unknown':
    case 'not_settled':
    case 'lapsed':
    case 'stray':
    case 'missing':
    case 'resubmitted':
      return all;
    case 'step':
      return requester;
    case 'port_state':
      // The LOA has to be fetched, or light was lost.
      return line.state === 'pending' ? requester : line.state === 'down' && line.lostLight ? all : undefined;
    default:
      return undefined;
  }
}
