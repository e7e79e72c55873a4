import { startAws } from '../../../../sandbox/aws/index.ts';
import type { AwsCall, EmbeddedAws, StoredLocation } from '../../../../sandbox/aws/types.ts';
import { createDirectConnect } from '../../../../src/directconnect/index.ts';
import type { Monotonic } from '../../../../src/interfaces/clock.ts';
import type { DirectConnect } from '../../../../src/interfaces/direct-connect.ts';
import { enterEnv } from '../../../support/sdk-env.ts';

export const REGION = 'us-east-1';
const HOUR = 3_600_000;
const NO_OTHER_CREDENTIALS = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
/** Takes back where credentials lead now. */
let leave = () => {};

/** One AWS account over a real socket, the bot's way into it, and every call it got in this run. */
export interface Account {
  aws: EmbeddedAws;
  directConnect: DirectConnect;
  calls: AwsCall[];
}

/** The accounts of the model: the one that orders are pinned to, and one that wrong credentials lead to. */
export interface Accounts {
  ours: Account;
  theirs: Account;
  /** Both as new: no ports, no faults, the whole catalog. */
  clear(): void;
  close(): Promise<void>;
}

/** What a run's time is read from; they outlive runs, so they ask for it at every call. */
export interface Clocks {
  now: () => number;
  monotonic: Monotonic;
}

export async function openAccounts(clocks: Clocks): Promise<Accounts> {
  const leaveEnv = enterEnv(NO_OTHER_CREDENTIALS);
  const ours = await openAccount(clocks, '111122223333');
  const theirs = await openAccount(clocks, '999988887777');
  return {
    ours,
    theirs,
    clear() {
      for (const account of [ours, theirs]) {
        account.aws.interconnects = [];
        account.aws.locations = twoLocations();
        account.aws.clearFaults();
        account.aws.setVisibilityDelay(0);
        account.calls.length = 0;
      }
    },
    async close() {
      await ours.aws.close();
      await theirs.aws.close();
      leave();
      leaveEnv();
    },
  };
}

/** Leads the credentials and addresses that are resolved from now on to this account. */
export function use({ aws }: Pick<Account, 'aws'>): void {
  leave();
  leave = enterEnv({
    AWS_ENDPOINT_URL_DIRECT_CONNECT: aws.url,
    AWS_ENDPOINT_URL_STS: aws.url,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
  });
}

async function openAccount({ now, monotonic }: Clocks, accountId: string): Promise<Account> {
  const aws = await startAws({ accountId, now, lifecycle: { requested: HOUR, pending: HOUR, down: HOUR } });
  use({ aws });
  const directConnect = createDirectConnect(REGION, monotonic);
  const answer = await directConnect.account();
  if (answer.kind !== 'known' || answer.accountId !== accountId)
    throw new Error('Not the account asked for.');
  const calls: AwsCall[] = [];
  aws.on((call) => calls.push(call));
  return { aws, directConnect, calls };
}

/** Two sites are enough to order at, and quick to list. */
export function twoLocations(): StoredLocation[] {
  return ['EqDC2', 'CSVA1'].map((locationCode) => ({
    locationCode,
    locationName: `Site ${locationCode}`,
    region: REGION,
    availablePortSpeeds: ['10G', '1G', '100G'],
    availableProviders: [],
    availableMacSecPortSpeeds: [],
  }));
}
