import { clientException } from '../errors.ts';
import { text } from '../input.ts';
import { pageOf } from '../paging.ts';
import { type Operation, portsIn, requirePartner } from '../state.ts';
import { interconnectOnWire } from '../wire.ts';

/** The Region's ports, or the one asked for. A new port may be invisible for a while. */
export const describeInterconnects: Operation = (state, caller, input) => {
  requirePartner(state, caller);
  const visible = portsIn(state, caller).filter(
    (port) => port.createdAt + state.visibilityDelay <= state.now(),
  );
  const wanted = text(input, 'interconnectId');
  const found = wanted === undefined ? visible : visible.filter((port) => port.interconnectId === wanted);
  if (wanted !== undefined && found.length === 0) {
    throw clientException(`Could not find Connection with ID ${wanted}`);
  }
  const page = pageOf(found, (port) => port.interconnectId, input);
  // The end of a listing is null here and absent in DescribeLags; a caller has to take both.
  return { interconnects: page.items.map(interconnectOnWire), nextToken: page.nextToken ?? null };
};
