import {
  CreateInterconnectCommand,
  type CreateInterconnectCommandOutput,
} from '@aws-sdk/client-direct-connect';
import type { Order } from '../../domain/request/order.ts';
import { judge, type Outcome } from '../../domain/request/outcome.ts';
import type { Tag } from '../../domain/tags.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import type { OrderSender } from '../../interfaces/direct-connect.ts';
import { toListed } from '../reading/to-listed.ts';
import type { Clients, Way } from './clients.ts';
import { LEAVING, once } from './once.ts';

/** What sends exactly one order, signed with exactly these credentials and to exactly this endpoint. */
export function createSender(
  clients: Pick<Clients, 'single'>,
  way: Way & { endpoint: string },
  monotonic: Monotonic,
): OrderSender {
  const client = clients.single(way);
  return {
    create: async (order, botTags, deadline) => {
      const command = createCommand(order, botTags);
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
      return 'answer' in sent ? created(sent.answer) : judge(sent.failure);
    },
  };
}

function createCommand(order: Order, botTags: Tag[]): CreateInterconnectCommand {
  return new CreateInterconnectCommand({
    interconnectName: order.interconnectName,
    bandwidth: order.bandwidth,
    location: order.location,
    lagId: order.lagId,
    providerName: order.providerName,
    requestMACSec: order.requestMACSec || undefined,
    tags: [...order.tags, ...botTags],
  });
}

/** A 200 without an ID made a port and lost its name: unknown. */
function created(interconnect: CreateInterconnectCommandOutput): Outcome {
  const awsRequestId = interconnect.$metadata.requestId;
  if (!interconnect.interconnectId) {
    return {
      kind: 'unknown',
      code: 'NoInterconnectId',
      message: 'AWS answered without an ID.',
      awsRequestId,
    };
  }
  return { kind: 'created', interconnect: toListed(interconnect, interconnect.interconnectId), awsRequestId };
}
