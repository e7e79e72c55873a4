import { boolean, requiredText, text } from '../input.ts';
import { usualLife } from '../life.ts';
import { checkOrder, placeOf } from '../order-rules.ts';
import { newInterconnectId, type Operation, requirePartner } from '../state.ts';
import { tagsOf } from '../tags.ts';
import type { StoredInterconnect } from '../types.ts';
import { interconnectOnWire } from '../wire.ts';

/** Makes a port at every call: there is no client token, and names need not be unique. */
export const createInterconnect: Operation = (state, caller, input) => {
  requirePartner(state, caller);
  const order = {
    interconnectName: requiredText(input, 'interconnectName'),
    bandwidth: requiredText(input, 'bandwidth'),
    location: requiredText(input, 'location'),
    lagId: text(input, 'lagId'),
    providerName: text(input, 'providerName'),
    requestMACSec: boolean(input, 'requestMACSec'),
    tags: tagsOf(input),
  };
  checkOrder(state, caller, order);

  const port: StoredInterconnect = {
    ...order,
    accountId: caller.accountId,
    region: caller.region,
    interconnectId: newInterconnectId(),
    interconnectState: 'requested',
    location: placeOf(state, caller, order),
    createdAt: state.clock.now(),
    loaIssueTime: undefined,
    life: state.newPorts.interconnectState === undefined ? usualLife(state.lifecycle) : [],
    ...state.newPorts,
  };
  state.interconnects.push(port);
  const lag = state.lags.find((candidate) => candidate.lagId === port.lagId);
  if (lag) lag.numberOfConnections += 1;
  return interconnectOnWire(port);
};
