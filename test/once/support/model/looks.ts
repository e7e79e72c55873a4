import { REQUEST_TAG } from '../../../../src/domain/tags.ts';
import type { Account } from './accounts.ts';
import { tagOf } from './evidence.ts';
import type { World } from './world.ts';

/** What AWS really showed in a process's last listing, and when. */
interface Look {
  at: number;
  requests: ReadonlySet<string>;
}

/**
 * Look before you leap: the process that sends an order has listed the account completely since the order's last call
 * left, and the listing didn't show the order's port. Judged by AWS's own log, whatever the port made of it.
 */
export function watchLooks(world: World, { aws, calls }: Account, frozen: boolean) {
  let last: Look | undefined;
  return {
    async during<T>(listing: () => Promise<T>): Promise<T> {
      const before = calls.length;
      const listed = await listing();
      const pages = calls.slice(before).filter(({ operation }) => operation === 'DescribeInterconnects');
      const visible = aws.interconnects.filter(
        ({ createdAt }) => createdAt + world.visibleAfter <= world.time.now,
      );
      const requests = visible.map(({ tags }) => tagOf(tags, REQUEST_TAG) ?? '');
      last = pages.at(-1)?.outcome === 'ok' ? { at: ++world.events, requests: new Set(requests) } : undefined;
      return listed;
    },
    leaving(requestId: string): void {
      if (frozen) world.offences.push(`${requestId} left while ordering was frozen.`);
      if (!last) world.offences.push(`${requestId} left without a complete look-up.`);
      else if (last.requests.has(requestId))
        world.offences.push(`${requestId} left though its port was listed.`);
      else if (last.at < (world.left.get(requestId) ?? 0))
        world.offences.push(`${requestId} left on a look-up from before its last call.`);
      last = undefined;
      world.left.set(requestId, ++world.events);
    },
  };
}
