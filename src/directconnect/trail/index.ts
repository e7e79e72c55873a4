import { SECOND } from '../../domain/time.ts';
import type { Trail } from '../../interfaces/aws.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import type { Identity } from '../calls/account.ts';
import type { Clients } from '../calls/clients.ts';
import type { Keys } from '../calls/credentials.ts';
import { looking } from '../reading/looking.ts';

/** All pages of one look together. */
const LOOK_MS = 30 * SECOND;

interface Deps {
  clients: Pick<Clients, 'settings' | 'noting'>;
  /** Resolves an account's credentials and asks whose they are; throws AwsReadError. */
  signer: (accountId: string | null) => Promise<{ keys: Keys; identity: Identity }>;
}

/** CloudTrail behind the SDK, which is loaded when it is first asked: most bots never do. */
export function createTrail({ clients, signer }: Deps): Trail {
  return {
    deletions: ({ accountId, region }, interconnectIds, since) =>
      looking(LOOK_MS, 'Asking CloudTrail', async () => {
        const { keys: credentials, identity } = await signer(accountId);
        if (accountId !== null && accountId !== identity.accountId) {
          const whose = `The bot's credentials are account ${identity.accountId}'s, not account ${accountId}'s.`;
          throw new AwsReadError('WRONG_ACCOUNT', whose, undefined);
        }
        const { readDeletions } = await import('./read-deletions.ts');
        const all = await readDeletions(clients, { region, credentials }, since);
        const wanted = new Set(interconnectIds);
        return { kind: 'told', deletions: new Map([...all].filter(([id]) => wanted.has(id))) } as const;
      }),
  };
}
