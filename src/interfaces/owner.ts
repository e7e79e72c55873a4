/** Tells whoever owns the bot what they have to mend. */
export interface Owner {
  /** `key` names the trouble: told once an hour at most, whatever the number of processes and restarts. */
  owe(key: string, text: string): void;
  /** Tells what is owed; what Slack does not take stays owed. */
  pay(): Promise<void>;
}
