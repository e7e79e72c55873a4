import { GetCallerIdentityCommand, type STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { createMemory } from '../../domain/memory.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import type { Clients } from './clients.ts';
import type { Keys } from './credentials.ts';
import { trouble } from './failure.ts';
import { within } from './within.ts';

/** Whoever shows the account waits no longer; a try, without which nothing is ordered, does. */
const SHOW_MS = 2_000;
const TRY_MS = 5_000;
const LET_THROUGH = 'Allow sts.REGION.amazonaws.com, or give STS a VPC endpoint.';
/** Credentials of roles change every hour; more sets than this are never used at the same time. */
const REMEMBERED = 200;

/** Whose credentials a set is, by STS. */
export interface Identity {
  accountId: string;
  /** `aws`, `aws-us-gov`, `aws-cn` and others: the second part of every ARN there. */
  partition: string;
}

/** Who credentials belong to. */
export interface Identities {
  /** Asks STS, now. Throws AwsReadError. */
  ask(keys: Keys): Promise<Identity>;
  /** What STS has said of exactly this access key and session token, which never change hands; else asks it. */
  of(keys: Keys): Promise<Identity>;
}

/** Remembers in memory what STS said, and nothing that it didn't. */
export function createIdentities(clients: Pick<Clients, 'sts'>): Identities {
  const memory = createMemory<Identity>(REMEMBERED);
  const nameOf = ({ accessKeyId, sessionToken = '' }: Keys) => `${accessKeyId} ${sessionToken}`;
  const ask = async (keys: Keys, ms: number) => {
    const identity = await askSts(clients.sts(keys), ms);
    return memory.of(nameOf(keys), () => identity);
  };
  return {
    ask: (keys) => ask(keys, SHOW_MS),
    of: async (keys) => memory.known(nameOf(keys)) ?? ask(keys, TRY_MS),
  };
}

async function askSts(sts: STSClient, ms: number): Promise<Identity> {
  try {
    const asked = sts.send(new GetCallerIdentityCommand({}));
    const { Account, Arn } = await within(ms, 'Asking STS', asked);
    const partition = Arn?.split(':')[1];
    if (Account && partition) return { accountId: Account, partition };
  } catch (error) {
    const { code, message } = trouble(error);
    const todo = error instanceof STSServiceException ? '' : ` ${LET_THROUGH}`;
    throw new AwsReadError(code, `STS did not tell whose credentials these are: ${message}${todo}`, error);
  }
  throw new AwsReadError('NoAccount', 'STS answered without an account.', undefined);
}
