import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** What a word does; `rest` is what was typed after it. It acks, and answers whoever typed it alone. */
export type Run = (args: CommandArgs, rest: string) => Promise<void>;

/** One word that may follow `/interconnect`. */
export interface Word {
  word: string;
  /** What follows it, as help shows it. */
  argument?: string;
  /** One line of help. */
  help: string;
  run: Run;
}
