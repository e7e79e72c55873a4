import { DescribeLoaCommand } from '@aws-sdk/client-direct-connect';
import { judgeLoa } from '../../domain/port/loa.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import type { LoaSender } from '../../interfaces/direct-connect.ts';
import type { Clients, Way } from './clients.ts';
import { LEAVING, once } from './once.ts';

/**
 * What asks for exactly one LOA-CFA, since each call dates it anew: by a client that never retries, signed with exactly
 * these credentials.
 */
export function createLoaSender(
  clients: Pick<Clients, 'single'>,
  way: Way & { endpoint: string },
  monotonic: Monotonic,
): LoaSender {
  const client = clients.single(way);
  return {
    async fetch({ interconnectId, providerName }, deadline) {
      const command = new DescribeLoaCommand({
        connectionId: interconnectId,
        providerName,
        loaContentType: 'application/pdf',
      });
      const sent = await once(monotonic, deadline, (leaving, abortSignal) => {
        command.middlewareStack.add(
          (next) => (args) => {
            leaving();
            return next(args);
          },
          LEAVING,
        );
        return client.send(command, { abortSignal });
      });
      if ('failure' in sent) return judgeLoa(sent.failure);
      const { loaContent = new Uint8Array(), $metadata } = sent.answer;
      return { kind: 'answered', content: loaContent, awsRequestId: $metadata.requestId };
    },
  };
}
