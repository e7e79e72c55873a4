import { SECOND } from '../../domain/time.ts';
import type { Health } from '../../interfaces/aws.ts';
import type { Identity } from '../calls/account.ts';
import type { Clients } from '../calls/clients.ts';
import type { Keys } from '../calls/credentials.ts';
import { isAnswer } from '../calls/failure.ts';
import { looking } from '../reading/looking.ts';
import { homeRegionsOf } from './home-regions.ts';

/** All questions of one look together. */
const LOOK_MS = 60 * SECOND;

interface Deps {
  clients: Pick<Clients, 'settings' | 'noting'>;
  /** Resolves an account's credentials and asks whose they are; throws AwsReadError. */
  signer: (accountId: string | null) => Promise<{ keys: Keys; identity: Identity }>;
  homeRegion: string;
}

/** AWS Health behind the SDK, which is loaded when it is first asked: most bots never do. */
export function createHealth({ clients, signer, homeRegion }: Deps): Health {
  return {
    events: (closedSince, known, accountId = null) =>
      looking(LOOK_MS, 'Asking AWS Health', async () => {
        const { keys: credentials, identity } = await signer(accountId);
        const { readEvents } = await import('./read-events.ts');
        const [first, standIn = first] = homeRegionsOf(identity.partition, homeRegion);
        const ask = (region: string) => readEvents(clients, { region, credentials }, { closedSince, known });
        const events = await ask(first).catch((error: unknown) => {
          // What AWS has answered it would answer there too.
          if (isAnswer(error) || standIn === first) throw error;
          return ask(standIn);
        });
        return { kind: 'told', accountId: identity.accountId, events } as const;
      }),
  };
}
