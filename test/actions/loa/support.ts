import { createHash } from 'node:crypto';
import { DescribeLoaCommand, DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { follow } from '../../../src/actions/following/follow.ts';
import { fetchLoa, type LoaDeps } from '../../../src/actions/loa/fetch-loa.ts';
import type { LoaWish } from '../../../src/domain/port/loa.ts';
import type { LoaSender } from '../../../src/interfaces/direct-connect.ts';
import { REGION } from '../../store/support/samples.ts';
import type { useDesk } from '../support/desk.ts';

const HOUR = 3_600_000;

/** What tests of a desk's LOA do and look at. */
export function useLoa(desk: ReturnType<typeof useDesk>) {
  const list = async () => {
    desk.travel(5_000);
    await follow(desk.deps);
  };
  return {
    list,
    /** Ordered, and seen in `requested` by a listing, then in the state that AWS has put it into. */
    async leftRequested(): Promise<void> {
      await desk.placed();
      await list();
      desk.travel(HOUR);
      await list();
    },
    /** The first port is in this state at AWS from now on. */
    changeTo: (state: string) => desk.aws.setState(desk.aws.interconnects[0]?.interconnectId ?? '', state),
    wishes: (): Promise<LoaWish[]> => desk.deps.store.read((at) => at.loa.of(desk.id)),
    /** Takes whatever is due now. */
    async fetchAll(deps: LoaDeps = desk.deps): Promise<void> {
      while (await fetchLoa(deps)) {}
    },
    answered: () => desk.aws.calls('DescribeLoa').filter(({ outcome }) => outcome === 'ok').length,
    /** With another sender in the place of the real one. */
    sendingBy(sender: (real: LoaSender) => LoaSender): LoaDeps {
      const { directConnect } = desk.deps;
      return {
        ...desk.deps,
        directConnect: {
          ...directConnect,
          async open(where, validForMs) {
            const opened = await directConnect.open(where, validForMs);
            if (opened.kind !== 'open') return opened;
            const { session } = opened;
            return {
              kind: 'open',
              session: { ...session, loaSender: () => sender(session.loaSender()) },
            };
          },
        },
      };
    },
    files: () => desk.database.sql(`select * from files where request_id = '${desk.id}'`),
    /** The letter that AWS gives at this moment, which it dates by its clock. */
    async letterAtAws(): Promise<{ content: Uint8Array; sha256: string }> {
      const { url: endpoint, accessKeyId, secretAccessKey } = desk.aws;
      const client = new DirectConnectClient({
        region: REGION,
        endpoint,
        credentials: { accessKeyId, secretAccessKey },
      });
      const connectionId = desk.aws.interconnects[0]?.interconnectId;
      const { loaContent = new Uint8Array() } = await client.send(new DescribeLoaCommand({ connectionId }));
      client.destroy();
      return { content: loaContent, sha256: createHash('sha256').update(loaContent).digest('hex') };
    },
  };
}
