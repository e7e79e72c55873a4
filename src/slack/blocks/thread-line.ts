import type { Line } from '../../domain/request/line.ts';
import type { Request } from '../../domain/request/request.ts';
import { ruleThen } from '../../domain/rules/permission.ts';
import { lineWords } from '../../words/lines.ts';
import type { Words } from '../../words/said.ts';
import { utc } from '../../words/time.ts';
import { timedText } from '../../words/timed.ts';
import { actions, markup, moment, plainContext, plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { gotItButton, loaAgainButton } from './buttons.ts';
import { approverMentions, mentionsOf, userMention } from './mentions.ts';
import { type Message, message } from './message.ts';
import { code, line as richLine, richText } from './rich-text.ts';
import { timedElements } from './timed.ts';

/** So much of each of AWS's words beside a time: names and IDs are far shorter. */
const WORD_MAX = 300;

/**
 * One line of a thread. A time is markup and AWS's words must not be, so each is a block of its own; what is read aloud
 * and stands on a lock screen has no small print.
 */
export function threadLine(line: Line, request: Request): Message {
  const words = lineWords(line, request);
  const said = words.filter((part) => typeof part !== 'object' || 'timed' in part || 'code' in part);
  const called = mentions(line, request);
  return message(spoken(said.length > 0 ? said : words), [
    ...words.map((part) => block(part)),
    ...(called === undefined ? [] : [markup(called)]),
    ...('alarm' in line && line.alarm ? actions([gotItButton(request, line.alarm)]) : []),
    ...(line.kind === 'loa_given_up' ? actions([loaAgainButton(request)]) : []),
  ]);
}

/** The same line where Slack takes no blocks: with its small print, and nobody is mentioned. */
export function plainLine(line: Line, request: Request): string {
  return message(spoken(lineWords(line, request)), []).text;
}

function spoken(words: readonly Words[]): string {
  return words
    .map((part) => {
      if (typeof part === 'string') return part;
      if (typeof part === 'function') return part(utc);
      if ('timed' in part) return timedText(part.timed);
      if ('code' in part) return `\n${part.code}`;
      return 'small' in part ? part.small : part.next;
    })
    .join(' ');
}

function block(part: Words): Part {
  if (typeof part === 'string') return cuttable('reason', plainSection(part));
  if (typeof part === 'function') return markup(part(moment));
  if ('timed' in part) return richText([richLine(...timedElements(part.timed, WORD_MAX))]);
  if ('code' in part) return richText([code(part.code)]);
  return 'small' in part ? plainContext(part.small) : plainSection(part.next);
}

/** Whom a line mentions: a line that needs someone calls them, all others call nobody. */
function mentions(line: Line, request: Request): string | undefined {
  const requester = userMention(request.requester.id);
  const all = `${requester} ${approverMentions(ruleThen(request))}`;
  switch (line.kind) {
    case 'different':
    case 'refused':
    case 'unknown':
    case 'stray':
    case 'missing':
      return all;
    case 'not_settled':
    case 'lapsed':
    case 'resubmitted':
    case 'alarm':
      return line.direct ? undefined : all;
    case 'loa_given_up':
      return line.direct ? undefined : requester;
    case 'reminder':
    case 'escalated':
      return line.direct || line.call.length === 0 ? undefined : mentionsOf(line.call);
    case 'maintenance':
      // Light that stays away after it is an alarm of its own.
      return line.step === 'ended' || line.step === 'called_off' ? undefined : requester;
    case 'asked_for':
      return userMention(line.beneficiary.id);
    case 'port_state':
      // It is not what was ordered, or people are alarmed, as by lost light; or the LOA has to be fetched.
      if (line.direct) return undefined;
      if (line.differences || line.alarm || isLost(line)) return all;
      return line.state === 'pending' && !line.lit ? requester : undefined;
    case 'altered':
    case 'stable':
      return line.alarm ? all : undefined;
    default:
      return undefined;
  }
}

/** Versions before alarms told it so; where AWS's maintenance is on it, it needs nobody. */
function isLost({ state, lostLight, dark, maintenance }: Extract<Line, { kind: 'port_state' }>): boolean {
  return state === 'down' && lostLight && dark === undefined && maintenance === undefined;
}
