import type { ListedInterconnect } from '../catalog/catalog.ts';

/** Where one port of a pair ends, in AWS's names. */
interface Placed {
  interconnectId: string;
  location: string;
  device: string;
  logicalDevice?: string;
}

/**
 * What two ports are to each other. Logical connections may end on another device than the cable: where they end on one
 * device, it takes both ports down all the same.
 */
export type PairVerdict = 'same_device' | 'same_logical_device' | 'diverse';

/** A pair whose devices AWS has named, as seen from one of its ports. */
export interface JudgedPair {
  verdict: PairVerdict;
  own: Placed;
  other: Placed;
}

/** What AWS's devices say of a pair; undefined until both are named. */
export function judgePair(own: ListedInterconnect, other: ListedInterconnect): JudgedPair | undefined {
  const [one, two] = [placed(own), placed(other)];
  return one && two && { verdict: verdictOf(one, two), own: one, other: two };
}

/** What stands for a verdict and its devices; the same from both sides. */
export function verdictKey({ verdict, own, other }: JudgedPair): string {
  const devices = [own, other]
    .map(({ device, logicalDevice = '' }) => `${device} ${logicalDevice}`)
    .toSorted();
  return [verdict, ...devices].join('|');
}

function placed({ interconnectId, location, device, logicalDevice }: ListedInterconnect): Placed | undefined {
  if (!device) return undefined;
  return { interconnectId, location, device, ...(logicalDevice ? { logicalDevice } : {}) };
}

function verdictOf(one: Placed, other: Placed): PairVerdict {
  if (one.device === other.device) return 'same_device';
  const isSame = one.logicalDevice !== undefined && one.logicalDevice === other.logicalDevice;
  return isSame ? 'same_logical_device' : 'diverse';
}
