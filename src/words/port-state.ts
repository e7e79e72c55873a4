import { followsOnly } from '../domain/request/follows-only.ts';
import type { Line } from '../domain/request/line.ts';
import type { Request } from '../domain/request/request.ts';
import { ago } from './time.ts';

type PortLine = Extract<Line, { kind: 'port_state' }>;

/** A port's state as it is now, in the words that its history calls for. */
export function portState(line: PortLine, request: Request): string {
  const { interconnectId: id, state, listedAgain, flapped } = line;
  if (line.followed) return `${id} is followed from here on: ${state}.`;
  const was = flapped ? ` It came and went until now: ${flapped.times} times.` : '';
  return `${listedAgain ? `${id} is listed again. ` : ''}${sentence(line, request)}${was}`;
}

function sentence(line: PortLine, request: Request): string {
  const { interconnectId: id, state, lit = false } = line;
  switch (state) {
    case 'requested':
      return `${id} is requested. AWS may take 72 hours and may write to the account's root address.`;
    case 'pending':
      return lit
        ? `${id} is pending again: its MACsec keys are being changed. No LOA-CFA is needed for that.`
        : `${id} is pending: the LOA-CFA can be fetched.`;
    case 'down':
      return down(line);
    case 'available':
      return available(line, request);
    case 'deleting':
      return `${id} is being deleted at AWS. The bot did not do that.`;
    case 'deleted':
      return `${id} was deleted at AWS. The bot did not do that.`;
    case 'unknown':
      return `${id} is unknown: AWS can't tell its state now. It is followed on.`;
    default:
      return `${id} is ${state}.`;
  }
}

function down({ interconnectId: id, lostLight, dark }: PortLine): string {
  if (!lostLight) return `${id} is down: waiting for the cross connect and light.`;
  return dark === undefined
    ? `${id} is down: light was lost.`
    : `${id} is down again: it has had no light for ${ago(dark)}.`;
}

function available({ interconnectId: id, days, lit = false, outage }: PortLine, request: Request): string {
  if (outage !== undefined) return `${id} is available again: it had no light for ${ago(outage)}.`;
  if (lit) return `${id} is available again.`;
  // Nobody knows when it was ordered that is only followed.
  return followsOnly(request) ? `${id} is available.` : `${id} is available, ${since(days)} the order.`;
}

function since(days: number): string {
  return days === 0 ? 'on the day of' : `${days} ${days === 1 ? 'day' : 'days'} after`;
}
