import type { Logger } from 'pino';
import type { Owner } from '../interfaces/owner.ts';

/** Owes the owner one message for what `key` names, and tries to tell it at once. */
export type TellOwner = (key: string, text: string) => void;

/** For what somebody has to mend; what Slack does not take stays owed. */
export function createTellOwner(owner: Owner, log: Logger): TellOwner {
  return (key, text) => {
    owner.owe(key, text);
    owner.pay().catch((error: unknown) => log.warn({ err: error }, 'the owner could not be told'));
  };
}
