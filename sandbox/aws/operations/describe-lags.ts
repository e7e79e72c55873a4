import type { Caller } from '../callers.ts';
import { clientException } from '../errors.ts';
import { text } from '../input.ts';
import { pageOf } from '../paging.ts';
import { isThereYet, lagsIn, type Operation, portsIn, type State } from '../state.ts';
import type { StoredLag } from '../types.ts';
import { connectionOnWire, lagOnWire, olderLinks } from '../wire.ts';

/** The account's LAGs in the Region, or the one asked for, each with its links. */
export const describeLags: Operation = (state, caller, input) => {
  const own = lagsIn(state, caller);
  const wanted = text(input, 'lagId');
  const found = wanted === undefined ? own : own.filter((lag) => lag.lagId === wanted);
  if (wanted !== undefined && found.length === 0) {
    throw clientException(`Could not find Lag with ID ${wanted}`);
  }
  const page = pageOf(found, (lag) => lag.lagId, input);
  const lags = page.items.map((lag) => lagOnWire(lag, linksOf(state, caller, lag)));
  return { lags, nextToken: page.nextToken };
};

/** The ports that were ordered into it, and as many older links as its count says. A new one may be invisible for a while. */
function linksOf(state: State, caller: Caller, lag: StoredLag): Record<string, unknown>[] {
  const members = portsIn(state, caller).filter(
    ({ lagId, interconnectState }) => lagId === lag.lagId && interconnectState !== 'deleted',
  );
  const older = olderLinks(lag, lag.numberOfConnections - members.length);
  const visible = members.filter((port) => isThereYet(state, port));
  return [...older, ...visible.map(connectionOnWire)];
}
