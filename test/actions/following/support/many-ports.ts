import type { FollowDeps } from '../../../../src/actions/following/follow.ts';
import type { ListedInterconnect } from '../../../../src/domain/catalog/catalog.ts';
import type { RequestState } from '../../../../src/domain/request/request.ts';
import type { DirectConnect, Session } from '../../../../src/interfaces/direct-connect.ts';
import type { Store } from '../../../../src/interfaces/store.ts';
import { START } from '../../../store/support/database.ts';
import { ACCOUNT, aPort, aRequest, LEE, REGION } from '../../../store/support/samples.ts';

/** The port of an ordered request, as the stores of these tests have it. */
export function portOf(requestId: string) {
  const interconnectId = `dxcon-${requestId}`;
  const port = aPort(requestId, { interconnectId });
  return { ...port, seen: { ...port.seen, interconnectId } };
}

/** Stores ordered requests, each with its messages and its port, which was seen as AWS has it. */
export async function addPorts(store: Store, ids: readonly string[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const id of ids) {
      const port = portOf(id);
      const state: RequestState = {
        status: 'ordered',
        by: [LEE],
        at: START,
        attempt: 1,
        interconnectId: port.interconnectId,
        portState: port.state,
      };
      await tx.requests.add(aRequest(id, { state, dueAt: null }));
      for (const place of ['channel', 'dm'] as const) await tx.messages.add(id, place, 'C1');
      await tx.ports.add(port);
    }
    await tx.duties.want(`following:${ACCOUNT}/${REGION}`, 0);
  });
}

/** A Direct Connect that lists just these, at once. */
export function listing(listed: () => ListedInterconnect[]): FollowDeps['directConnect'] {
  const session: Session = {
    accountId: ACCOUNT,
    endpoint: '',
    offer: async () => ({ locations: [], lags: [] }),
    search: async () => ({ kind: 'listed', interconnects: listed(), untold: [] }),
    port: async () => ({ kind: 'not_there' }),
    sender: () => {
      throw new TypeError('Nothing is ordered here.');
    },
    loaSender: () => {
      throw new TypeError('No LOA is fetched here.');
    },
  };
  const directConnect: Pick<DirectConnect, 'open'> = { open: async () => ({ kind: 'open', session }) };
  return directConnect as DirectConnect;
}
