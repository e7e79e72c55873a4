/** Calls that go wrong by chance. */
export interface Chances<Fault> {
  /** Share of the calls that go wrong, 0 to 1. */
  share: number;
  /** One of these each time; a mixed list of what ends by itself unless given. */
  faults?: readonly Fault[];
  /** From 0 up to 1, Math.random unless given. */
  random?: () => number;
}

/** A fault that waits for the next `times` calls of one method or operation. */
export interface Waiting<Fault> {
  call: string;
  fault: Fault;
  times: number;
}

/** What is set to go wrong at one of the two services, one by one or by chance, and what went wrong so far. */
export class Faults<Fault> {
  #waiting: Waiting<Fault>[] = [];
  readonly #usual: readonly Fault[];
  readonly #nameOf: (call: string, fault: Fault) => string;
  readonly #struck = new Map<string, number>();

  /** `usual` is what chance brings where nothing else is said; `nameOf` is what a fault is counted as. */
  constructor(usual: readonly Fault[], nameOf: (call: string, fault: Fault) => string) {
    this.#usual = usual;
    this.#nameOf = nameOf;
  }

  /** Makes the next `times` calls go wrong, after those that were set before; what comes back takes that back. */
  add(call: string, fault: Fault, times: number): () => void {
    const entry = { call, fault, times };
    if (times > 0) this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== entry);
    };
  }

  /** Forgets what was set one by one. */
  clear(): void {
    this.#waiting = [];
  }

  /** What waits for its calls, oldest first. */
  get waiting(): Waiting<Fault>[] {
    return this.#waiting.map((entry) => ({ ...entry }));
  }

  /** How this call goes wrong, if it does: what was set for it comes before what the weather brings. */
  take(call: string, weather: Chances<Fault> | undefined): Fault | undefined {
    const fault = this.#next(call) ?? this.#draw(weather);
    if (fault !== undefined) this.count(this.#nameOf(call, fault));
    return fault;
  }

  /** Counts one more of these. */
  count(what: string): void {
    this.#struck.set(what, (this.#struck.get(what) ?? 0) + 1);
  }

  /** How often what struck. */
  struck(): Record<string, number> {
    return Object.fromEntries(this.#struck);
  }

  #next(call: string): Fault | undefined {
    const entry = this.#waiting.find((one) => one.call === call);
    if (entry === undefined) return undefined;
    entry.times -= 1;
    if (entry.times === 0) this.#waiting = this.#waiting.filter((one) => one !== entry);
    return entry.fault;
  }

  #draw(weather: Chances<Fault> | undefined): Fault | undefined {
    if (weather === undefined) return undefined;
    const { share, faults = this.#usual, random = Math.random } = weather;
    return random() < share ? faults[Math.floor(random() * faults.length)] : undefined;
  }
}
