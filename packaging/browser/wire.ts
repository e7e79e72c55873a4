import type { Readable, Writable } from 'node:stream';

type Json = Record<string, unknown>;
type Listener = (params: Json) => void;

interface Answer {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Json;
  result?: Json;
  error?: { message: string };
}

const ANSWER_MS = 20_000;
const GONE = 'the browser has gone';

/** The DevTools protocol over two pipes: JSON texts with a zero byte after each. */
export class Wire {
  readonly #out: Writable;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #listeners = new Map<string, Listener>();
  #last = 0;
  #gone = false;

  constructor(out: Writable, from: Readable) {
    this.#out = out;
    out.on('error', () => this.#end());
    from.on('error', () => this.#end());
    from.on('close', () => this.#end());
    let rest = '';
    from.setEncoding('utf8').on('data', (chunk: string) => {
      const texts = (rest + chunk).split('\0');
      rest = texts.pop() ?? '';
      for (const text of texts) this.#take(JSON.parse(text) as Answer);
    });
  }

  /** Asks for one thing; rejects with the browser's word, after 20 seconds, or if the browser has gone. */
  async send(method: string, params: Json = {}, sessionId?: string): Promise<Json> {
    if (this.#gone) throw new Error(`${method}: ${GONE}`);
    this.#last += 1;
    const id = this.#last;
    const answer = await new Promise<Answer>((resolve) => {
      const late = { error: { message: `no answer within ${ANSWER_MS / 1000} s` } };
      const timer = setTimeout(() => resolve(late), ANSWER_MS);
      this.#waiting.set(id, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
    this.#waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  }

  /** Calls the listener with each such event of a session; one listener for each. */
  on(method: string, sessionId: string, listener: Listener): void {
    this.#listeners.set(`${method} ${sessionId}`, listener);
  }

  #take({ id, method, sessionId, ...answer }: Answer): void {
    if (id !== undefined) this.#waiting.get(id)?.(answer);
    else this.#listeners.get(`${method} ${sessionId}`)?.(answer.params ?? {});
  }

  #end(): void {
    this.#gone = true;
    for (const answer of this.#waiting.values()) answer({ error: { message: GONE } });
  }
}
