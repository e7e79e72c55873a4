import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AccountAnswer } from '../actions/ports.ts';
import { trouble } from './failure.ts';
import { within } from './within.ts';

const ACCOUNT_MS = 2_000;

/** Whose credentials these are, asked of STS; two seconds at most. */
export async function readAccount(sts: STSClient): Promise<AccountAnswer> {
  try {
    const { Account } = await within(ACCOUNT_MS, 'Asking STS', sts.send(new GetCallerIdentityCommand({})));
    if (Account) return { kind: 'known', accountId: Account };
    return { kind: 'not_known', code: 'NoAccount', message: 'STS answered without an account.' };
  } catch (error) {
    const { code, message } = trouble(error);
    return { kind: 'not_known', code, message };
  }
}
