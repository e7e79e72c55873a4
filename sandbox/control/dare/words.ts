import type { Facts } from './plot.ts';

/** What a plot comes to where AWS's side of it is not known or was refused. */
export const ASKED = 'people are asked before anything else.';

/** `1 port`, `2 ports`, `no ports`. */
export function count(number: number, noun: string): string {
  if (number === 0) return `no ${noun}`;
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1 approval, 1 call, no port`: what each verdict begins with. */
export function counted({ approvals, calls, ports }: Pick<Facts, 'approvals' | 'calls' | 'ports'>): string {
  return `${count(approvals, 'approval')}, ${count(calls, 'call')}, ${count(ports, 'port')}`;
}
