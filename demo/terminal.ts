export interface TerminalOptions {
  write: (text: string) => void;
  colour: boolean;
  now?: () => number;
}

const QUIET_MS = 1700;
const LOOK_EVERY_MS = 100;
const LONGEST = 160;

/** The demo's lines: plain ones, and events with time, who and what. */
export class Terminal {
  readonly #write: (text: string) => void;
  readonly #colour: boolean;
  readonly #now: () => number;
  #spokeAt: number;
  /** What events are dated by. */
  #clock: () => number;
  #day: string | undefined;

  constructor(options: TerminalOptions) {
    this.#write = options.write;
    this.#colour = options.colour;
    this.#now = options.now ?? Date.now;
    this.#spokeAt = this.#now();
    this.#clock = this.#now;
  }

  /** Dates events by another clock from now on. */
  dateBy(clock: () => number): void {
    this.#clock = clock;
  }

  say(line: string): void {
    this.#spokeAt = this.#now();
    this.#write(`${line}\n`);
  }

  event(who: string, what: string): void {
    const when = new Date(this.#clock());
    const day = when.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
    if (day !== (this.#day ?? day)) this.say(this.#style(2, day));
    this.#day = day;
    const time = when.toLocaleTimeString('en-GB');
    this.say(`${this.#style(2, time)}  ${this.#style(1, who.padEnd(12))}  ${oneLine(what)}`);
  }

  /** While something is under way and nothing else was said, says what it waits for. Answers how to stop. */
  keepTalking(underWay: () => string | undefined): () => void {
    const timer = setInterval(() => {
      if (this.#now() - this.#spokeAt < QUIET_MS) return;
      const what = underWay();
      if (what !== undefined) this.event('Demo', `waiting: ${what}`);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }

  #style(code: number, text: string): string {
    return this.#colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

/** Messages have many lines and no end; an event has one. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
