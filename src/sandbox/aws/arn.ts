import { clientException } from './errors.ts';
import { portsIn, type State } from './state.ts';
import type { StoredInterconnect } from './types.ts';

const ARN = /^arn:aws:directconnect:([a-z0-9-]+):(\d{12}):(dxcon|dxlag)\/((?:dxcon|dxlag)-[a-z0-9]+)$/;

/** The port that an ARN names, if this account has it in this Region. A malformed ARN is refused. */
export function portByArn(state: State, region: string, arn: string): StoredInterconnect | undefined {
  const [, arnRegion, account, , id] = ARN.exec(arn) ?? [];
  if (!id) throw clientException(`Invalid ARN: ${arn}`);
  if (arnRegion !== region || account !== state.accountId) return undefined;
  return portsIn(state, region).find((port) => port.interconnectId === id);
}
