import { AwsReadError } from '../../interfaces/errors.ts';
import { roleProvider } from './assume-role.ts';
import type { Clients } from './clients.ts';
import { type Credentials, createCredentials, defaultChain, type Keys } from './credentials.ts';

/** An account that is ordered in, and the role by which; without one by the bot's own credentials. */
export interface AccountAccess {
  id: string;
  roleArn?: string | undefined;
  externalId?: string | undefined;
}

/** Which credentials are for which account; each has its own, and what fails for one says nothing of another. */
export interface Purses {
  /**
   * Those for an account; null means the bot's own. Throws AwsReadError, ACCOUNT_NOT_LISTED, for one that isn't among
   * several that are.
   */
  of(accountId: string | null): Credentials;
  /** Whether orders may be for an account; for any where none are listed. */
  lists(accountId: string): boolean;
  /** AWS has said something of credentials. */
  stale(error: unknown, keys: Keys): void;
}

/** Credentials for these accounts, or, where there are none, the bot's own for whichever account they are. */
export function createPurses(
  clients: Pick<Clients, 'sts' | 'forProviders'>,
  accounts: readonly AccountAccess[],
  now: () => number,
): Purses {
  const own = createCredentials(() => defaultChain(clients.forProviders), now);
  const listed = new Map(
    accounts.map(({ id, roleArn: arn, externalId }) => [
      id,
      arn === undefined
        ? own
        : createCredentials(() => roleProvider(clients, own, { arn, externalId }, now), now),
    ]),
  );
  return {
    of(accountId) {
      if (accountId === null || listed.size === 0) return own;
      const found = listed.get(accountId);
      if (found) return found;
      const todo = 'Put it back, and restart the bot; until then nothing is sent there or looked up.';
      const message = `Account ${accountId} is not among the accounts of the rules file any more. ${todo}`;
      throw new AwsReadError('ACCOUNT_NOT_LISTED', message, undefined);
    },
    lists: (accountId) => listed.size === 0 || listed.has(accountId),
    stale(error, keys) {
      for (const one of new Set([own, ...listed.values()])) if (one.hold(keys)) one.stale(error);
    },
  };
}
