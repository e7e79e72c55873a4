import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { AwsReadError } from '../actions/errors.ts';
import type { Clients } from './clients.ts';
import type { Keys } from './credentials.ts';
import { trouble } from './failure.ts';
import { within } from './within.ts';

const LIMIT_MS = 5_000;
/** Credentials of roles change every hour; more sets than this are never used at the same time. */
const REMEMBERED = 20;

/** Whose credentials a set is, by STS. */
export interface Identity {
  accountId: string;
  /** `aws`, `aws-us-gov`, `aws-cn` and others: the second part of every ARN there. */
  partition: string;
}

export interface Identities {
  /** Asks STS. Throws AwsReadError. */
  ask(keys: Keys): Promise<Identity>;
  /** What STS has said of exactly this access key and session token, which never change hands; else asks it. */
  of(keys: Keys): Promise<Identity>;
}

export function createIdentities(clients: Pick<Clients, 'sts'>): Identities {
  const known = new Map<string, Identity>();
  const nameOf = ({ accessKeyId, sessionToken = '' }: Keys) => `${accessKeyId} ${sessionToken}`;
  const ask = async (keys: Keys) => {
    const identity = await askSts(clients.sts(keys));
    if (known.size >= REMEMBERED) known.clear();
    known.set(nameOf(keys), identity);
    return identity;
  };
  return { ask, of: async (keys) => known.get(nameOf(keys)) ?? ask(keys) };
}

async function askSts(sts: STSClient): Promise<Identity> {
  try {
    const asked = sts.send(new GetCallerIdentityCommand({}));
    const { Account, Arn } = await within(LIMIT_MS, 'Asking STS', asked);
    const partition = Arn?.split(':')[1];
    if (Account && partition) return { accountId: Account, partition };
  } catch (error) {
    const { code, message } = trouble(error);
    throw new AwsReadError(code, `STS did not tell whose credentials these are: ${message}`, error);
  }
  throw new AwsReadError('NoAccount', 'STS answered without an account.', undefined);
}
