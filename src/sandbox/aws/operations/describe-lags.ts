import { clientException } from '../errors.ts';
import { text } from '../input.ts';
import { pageOf } from '../paging.ts';
import { lagsIn, type Operation } from '../state.ts';
import { lagOnWire } from '../wire.ts';

/** The account's LAGs in the Region, or the one asked for. */
export const describeLags: Operation = (state, caller, input) => {
  const own = lagsIn(state, caller);
  const wanted = text(input, 'lagId');
  const found = wanted === undefined ? own : own.filter((lag) => lag.lagId === wanted);
  if (wanted !== undefined && found.length === 0) {
    throw clientException(`Could not find Lag with ID ${wanted}`);
  }
  const page = pageOf(found, (lag) => lag.lagId, input);
  return { lags: page.items.map(lagOnWire), nextToken: page.nextToken };
};
