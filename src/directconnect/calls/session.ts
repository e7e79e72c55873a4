import { type DirectConnectClient, DirectConnectClientException } from '@aws-sdk/client-direct-connect';
import type { Monotonic } from '../../interfaces/clock.ts';
import type { CouldNotLook, Search, Session } from '../../interfaces/direct-connect.ts';
import { asListed, describe, listInterconnects } from '../reading/interconnects.ts';
import { readLagMembers, withMembers } from '../reading/lag-members.ts';
import { looking } from '../reading/looking.ts';
import { readOffer } from '../reading/offer.ts';
import { arnsIn, completeTags } from '../reading/tags.ts';
import type { Identity } from './account.ts';
import type { Clients, Way } from './clients.ts';
import { createLoaSender } from './loa-sender.ts';
import { createSender } from './sender.ts';

const PORT_MS = 10_000;

/** One set of credentials, whose account STS has told: every look, the offer and the order use exactly these. */
export function createSession(
  clients: Clients,
  way: Way & { endpoint: string },
  identity: Identity,
  monotonic: Monotonic,
): Session {
  const { region, endpoint } = way;
  const client = clients.reader(way);
  const arnOf = arnsIn(region, identity);
  /** Whether the account may list at all: a partner that it isn't is refused in the words for a port that isn't there. */
  let mayList = false;

  const search = async ({ mayBeOurs, lagId, unhurried, listed: before }: Search) => {
    const listed = before ? asListed(before) : await listInterconnects(client, unhurried);
    if (listed.kind === 'could_not_look') return listed;
    mayList = true;
    const lag = lagId === undefined ? undefined : await readLagMembers(client, lagId);
    if (lag?.kind === 'could_not_look') return lag;
    const all = lag ? withMembers(listed.interconnects, lag.members) : listed.interconnects;
    const told = await completeTags(client, all, await mayBeOurs(all), arnOf);
    if (told.kind !== 'listed') return told;
    const { unlike, awsAt } = listed;
    return { ...told, unlike, awsAt, ...(lag ? { lagLinks: lag.links } : {}) };
  };

  const port = async (interconnectId: string): ReturnType<Session['port']> => {
    const found = await looking(PORT_MS, `Asking for ${interconnectId}`, () => byId(client, interconnectId));
    if (found.kind === 'refused') {
      mayList ||= await lists(client);
      return mayList ? { kind: 'not_there' } : found.refusal;
    }
    if (found.kind !== 'there') return found;
    const told = await completeTags(client, [found.port], () => true, arnOf);
    // Whoever asks for one port by its ID knows which it is; without its tags it is there all the same.
    const entry = told.kind === 'listed' ? told.interconnects[0] : { ...found.port, tags: undefined };
    return { kind: 'there', port: entry ?? found.port };
  };

  return {
    accountId: identity.accountId,
    endpoint,
    search,
    port,
    offer: () => readOffer(client, region),
    sender: () => createSender(clients, way, monotonic),
    loaSender: () => createLoaSender(clients, way, monotonic),
  };
}

async function byId(client: DirectConnectClient, interconnectId: string) {
  try {
    const { interconnects } = await describe(client, { interconnectId });
    const port = interconnects.find((entry) => entry.interconnectId === interconnectId);
    return port ? ({ kind: 'there', port } as const) : ({ kind: 'not_there' } as const);
  } catch (error) {
    if (!(error instanceof DirectConnectClientException)) throw error;
    const refusal: CouldNotLook = { kind: 'could_not_look', code: error.name, message: error.message };
    return { kind: 'refused', refusal } as const;
  }
}

/** Whether a plain listing is answered at all; its first page says so. */
async function lists(client: DirectConnectClient): Promise<boolean> {
  const page = await looking(PORT_MS, 'Listing interconnects', () => describe(client, { maxResults: 1 }));
  return !('kind' in page);
}
