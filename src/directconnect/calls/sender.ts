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
import { trouble } from './failure.ts';

/** The call was due before it could leave. */
class DeadlinePassedError extends Error {
  override readonly name = 'DEADLINE';
}

/** What sends exactly one order, signed with exactly these credentials and to exactly this endpoint. */
export function createSender(
  clients: Pick<Clients, 'orderer'>,
  way: Way & { endpoint: string },
  monotonic: Monotonic,
): OrderSender {
  const client = clients.orderer(way);
  return {
    create: async (order, botTags, deadline) => {
      let left = false;
      const remaining = deadline - monotonic();
      if (remaining <= 0) return late(left);
      const command = createCommand(order, botTags);
      command.middlewareStack.add(
        (next) => (args) => {
          // The innermost step: after signing, right before the socket. A process that slept wakes up here.
          if (monotonic() >= deadline)
            throw new DeadlinePassedError('The deadline passed before the call left.');
          left = true;
          return next(args);
        },
        { step: 'deserialize', priority: 'low', name: 'leave' },
      );
      const abort = new AbortController();
      const send = client
        .send(command, { abortSignal: abort.signal })
        .then(created, (error: unknown) => judge({ ...trouble(error), left }));
      let timer: NodeJS.Timeout | undefined;
      const end = new Promise<Outcome>((resolve) => {
        timer = setTimeout(() => {
          resolve(late(left));
          abort.abort();
        }, remaining);
      });
      try {
        return await Promise.race([send, end]);
      } finally {
        clearTimeout(timer);
      }
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

function late(left: boolean): Outcome {
  return left
    ? { kind: 'unknown', code: 'DEADLINE', message: 'AWS had not answered by the deadline.' }
    : { kind: 'not_sent', code: 'DEADLINE', message: 'The deadline passed before the call left.' };
}
