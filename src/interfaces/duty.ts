/** Something that a running bot does again and again, beside what people ask for. */
export interface Duty {
  /** What the log says went wrong when it throws; it is done again all the same. */
  failure: string;
  /** `error` where only a mistake in the bot makes it throw. */
  level: 'warn' | 'error';
  /** Milliseconds until the first time. */
  firstMs: number;
  /** Does it, and says after how many milliseconds again; undefined once it is done for good. */
  run(): Promise<number | undefined>;
}
