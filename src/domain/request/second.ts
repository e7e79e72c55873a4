import type { ListedInterconnect } from '../catalog/catalog.ts';
import { everyPortOn } from '../catalog/unusual.ts';
import { sameName } from '../port/port.ts';
import type { Violation } from '../violation.ts';
import { NAME_MAX, type Order } from './order.ts';
import type { Request } from './request.ts';

const LAST_NUMBER = /\d+$/;

/**
 * What the form of a second port begins with: the first one's order under a name of its own. Not in the first one's LAG,
 * whose links all end on one device.
 */
export function secondOrder({ lagId: _, ...order }: Order): Order {
  return { ...order, interconnectName: nextName(order.interconnectName) };
}

/** The next name in a row of them: `dc2-core-02` after `dc2-core-01`; an empty one stays so, for people to fill in. */
export function nextName(name: string): string {
  if (name.trim() === '') return '';
  const [digits = ''] = LAST_NUMBER.exec(name) ?? [];
  const next = digits === '' ? `${name}-2` : `${name.slice(0, -digits.length)}${afterNumber(digits)}`;
  return [...next].length <= NAME_MAX ? next : `${[...name].slice(0, NAME_MAX - 2).join('')}-2`;
}

/** Nobody could tell the ports of a pair apart that have one name; undefined where they have two. */
export function sameNameAs(
  { id, order }: Pick<Request, 'id' | 'order'>,
  asked: Pick<Order, 'interconnectName'>,
): Violation | undefined {
  if (!sameName(order.interconnectName, asked.interconnectName)) return undefined;
  return {
    field: 'name',
    message: `${id}, the other one of the pair, has this name: give this one another.`,
  };
}

/**
 * What is known beforehand to keep a second port from being diverse, a sentence each. `seen`: the first one's port;
 * `devices`: those that the last listing of all ports shows at the location that is asked for.
 */
export function notDiverse(
  order: Order,
  first: { order: Order; seen: ListedInterconnect | undefined },
  devices: readonly string[],
): string[] {
  const { lagId, device, interconnectId } = first.seen ?? {};
  const isThere = first.order.region === order.region && first.order.location === order.location;
  const all = new Set([...devices, ...(isThere && device ? [device] : [])]);
  const [only] = all;
  return [
    ...(order.lagId !== undefined && order.lagId === lagId
      ? [`${lagId} is the LAG of ${interconnectId}, and a LAG's links all end on one device: not diverse.`]
      : []),
    ...(only !== undefined && all.size === 1 ? [everyPortOn(only, order.location)] : []),
  ];
}

function afterNumber(digits: string): string {
  return String(BigInt(digits) + 1n).padStart(digits.length, '0');
}
