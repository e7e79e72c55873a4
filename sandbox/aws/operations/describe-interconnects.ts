import { clientException } from '../errors.ts';
import { text } from '../input.ts';
import { portAt, portBefore } from '../life.ts';
import { pageOf } from '../paging.ts';
import { isThereYet, type Operation, portsIn, requirePartner, type State } from '../state.ts';
import type { Shown, StoredInterconnect } from '../types.ts';
import { listedOnWire } from '../wire.ts';

/** The Region's ports, or the one asked for. A new port may be invisible for a while, and any may be missing or there twice. */
export const describeInterconnects: Operation = (state, caller, input) => {
  requirePartner(state, caller);
  const visible = portsIn(state, caller).filter((port) => isThereYet(state, port));
  const wanted = text(input, 'interconnectId');
  const found =
    wanted === undefined
      ? listed(state, visible)
      : visible
          .filter((port) => port.interconnectId === wanted && shownAs(state, port) !== 'nowhere')
          .map(once);
  if (wanted !== undefined && found.length === 0) {
    throw clientException(`Could not find Connection with ID ${wanted}`);
  }
  const page = pageOf(found, ({ key }) => key, input);
  const time = state.clock.now() + state.listingOffset;
  const interconnects = page.items.map(({ port, isStale }) =>
    listedOnWire(isStale ? portBefore(state, port) : portAt(state, port, time)),
  );
  // The end of a listing is null here and absent in DescribeLags; a caller has to take both.
  return { interconnects, nextToken: page.nextToken ?? null };
};

/** One entry of a listing; `key` is no other's. */
interface Entry {
  key: string;
  port: StoredInterconnect;
  /** Shown as it was before its last change. */
  isStale: boolean;
}

function listed(state: State, visible: readonly StoredInterconnect[]): Entry[] {
  const twice = visible.filter((port) => shownAs(state, port) === 'twice');
  const again = twice.map((port) => ({ key: `${port.interconnectId} again`, port, isStale: true }));
  return [
    ...visible.filter((port) => ['listed', 'twice'].includes(shownAs(state, port))).map(once),
    ...again,
  ];
}

function once(port: StoredInterconnect): Entry {
  return { key: port.interconnectId, port, isStale: false };
}

function shownAs(state: State, port: StoredInterconnect): Shown {
  return port.shown ?? (port.lagId === undefined ? 'listed' : state.lagMembers);
}
