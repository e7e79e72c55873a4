import { clientException } from '../errors.ts';
import { text } from '../input.ts';
import { pageOf } from '../paging.ts';
import { isThereYet, type Operation, portsIn, requirePartner, type State } from '../state.ts';
import type { Shown, StoredInterconnect } from '../types.ts';
import { listedOnWire } from '../wire.ts';

/** The Region's ports, or the one asked for. A new port may be invisible for a while, and any may be missing. */
export const describeInterconnects: Operation = (state, caller, input) => {
  requirePartner(state, caller);
  const visible = portsIn(state, caller).filter((port) => isThereYet(state, port));
  const wanted = text(input, 'interconnectId');
  const found =
    wanted === undefined
      ? visible.filter((port) => shownAs(state, port) === 'listed')
      : visible.filter((port) => port.interconnectId === wanted && shownAs(state, port) !== 'nowhere');
  if (wanted !== undefined && found.length === 0) {
    throw clientException(`Could not find Connection with ID ${wanted}`);
  }
  const page = pageOf(found, (port) => port.interconnectId, input);
  // The end of a listing is null here and absent in DescribeLags; a caller has to take both.
  return { interconnects: page.items.map(listedOnWire), nextToken: page.nextToken ?? null };
};

function shownAs(state: State, port: StoredInterconnect): Shown {
  return port.shown ?? (port.lagId === undefined ? 'listed' : state.lagMembers);
}
