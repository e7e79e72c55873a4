import { obj, str } from '../../workspace/json.ts';
import type { Json } from '../../workspace/types.ts';
import type { Subject } from '../view.ts';

/** What belongs together: a request, its card in the approvals channel, its port. Learnt from what is seen together. */
export class Subjects {
  readonly #channel: string;
  readonly #requestOfMessage = new Map<string, string>();
  readonly #requestOfPort = new Map<string, string>();
  readonly #cards = new Map<string, NonNullable<Subject['message']>>();
  readonly #ports = new Map<string, string>();

  /** `channel` is that of the approvals. */
  constructor(channel: string) {
    this.#channel = channel;
  }

  /** What something is about, with what belongs to it. */
  whole({ request: named, port: seen, message: clicked }: Subject): Subject {
    const place = clicked && `${clicked.channel} ${clicked.ts}`;
    const request = named ?? this.#requestOfMessage.get(place ?? '') ?? this.#requestOfPort.get(seen ?? '');
    if (request === undefined) return pruned({ port: seen, message: clicked });
    if (place) this.#requestOfMessage.set(place, request);
    if (clicked?.channel === this.#channel && !this.#cards.has(request)) this.#cards.set(request, clicked);
    if (seen !== undefined) {
      this.#requestOfPort.set(seen, request);
      this.#ports.set(request, seen);
    }
    return pruned({
      request,
      port: seen ?? this.#ports.get(request),
      message: clicked ?? this.#cards.get(request),
    });
  }
}

const REQUEST = /\bic-[0-9A-Za-z]+/g;
const PORT = /\bdxcon-[0-9a-z]+/g;

/** The one request and the one port that a payload names. Of several it is about the one that its buttons carry, if any. */
export function namedIn(payload: unknown): Subject {
  const text = JSON.stringify(payload) ?? '';
  const carried = (text.match(/"value":"[^"]*"/g) ?? []).join(' ');
  return pruned({ request: oneOf(text, REQUEST) ?? oneOf(carried, REQUEST), port: oneOf(text, PORT) });
}

/** The message that a call of the Web API is about, of a reply the one that its thread hangs on. */
export function messageOf(args: Json, answer: Json | undefined): Pick<Subject, 'message'> {
  const channel = str(args, 'channel') ?? str(args, 'channel_id');
  const thread = str(args, 'thread_ts') ?? str(obj(answer, 'message'), 'thread_ts');
  const ts = thread ?? str(args, 'ts') ?? str(args, 'message_ts') ?? str(answer, 'ts');
  return channel === undefined || ts === undefined ? {} : { message: { channel, ts } };
}

function oneOf(text: string, pattern: RegExp): string | undefined {
  const [found, ...others] = new Set(text.match(pattern));
  return others.length === 0 ? found : undefined;
}

function pruned(subject: { [Part in keyof Subject]: Subject[Part] | undefined }): Subject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
}
