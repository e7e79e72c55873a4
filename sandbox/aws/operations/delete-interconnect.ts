import { roleArn } from '../callers.ts';
import { clientException } from '../errors.ts';
import { requiredText } from '../input.ts';
import { isGone, settle } from '../life.ts';
import { findPort, type Operation, requirePartner } from '../state.ts';
import { recordCall, roleIdentity } from '../trail.ts';

/** Ends a port. It stays in the listing as deleted, and CloudTrail knows who did it. */
export const deleteInterconnect: Operation = (state, caller, input) => {
  requirePartner(state, caller);
  const port = findPort(state, caller, requiredText(input, 'interconnectId'));
  if (isGone(port)) throw clientException(`Connection ${port.interconnectId} is in a transitioning state.`);
  settle(state, port, 'deleted');
  recordCall(state, caller, 'DeleteInterconnect', input, roleIdentity(roleArn(caller)));
  return { interconnectState: port.interconnectState };
};
