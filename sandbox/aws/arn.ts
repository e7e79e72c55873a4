import type { Caller } from './callers.ts';
import { clientException } from './errors.ts';
import { portsIn, type State } from './state.ts';
import type { StoredInterconnect } from './types.ts';

const ARN = /^arn:([a-z-]+):directconnect:([a-z0-9-]+):(\d{12}):(dxcon|dxlag)\/(.+)$/;

/** The ARN of one of the caller's ports or LAGs; with the ID `*`, of any. */
export function arnOf({ partition, region, accountId }: Caller, type: 'dxcon' | 'dxlag', id: string): string {
  return `arn:${partition}:directconnect:${region}:${accountId}:${type}/${id}`;
}

/** The port that an ARN names, if the caller has it in this Region. A malformed ARN or one of another partition is refused. */
export function portByArn(state: State, caller: Caller, arn: string): StoredInterconnect | undefined {
  const [, partition] = ARN.exec(arn) ?? [];
  if (partition !== caller.partition) throw clientException(`Invalid ARN: ${arn}`);
  return portsIn(state, caller).find((port) => arnOf(caller, 'dxcon', port.interconnectId) === arn);
}
