import { randomInt } from 'node:crypto';
import { lagsOf, locations } from './catalog.ts';
import { clientException } from './errors.ts';
import { advance, type Lifecycle } from './lifecycle.ts';
import type { AwsOptions, StoredInterconnect, StoredLag, StoredLocation } from './types.ts';

/** Everything the embedded AWS remembers, but for calls and faults. */
export interface State {
  readonly accountId: string;
  readonly now: () => number;
  readonly lifecycle: Lifecycle;
  locations: StoredLocation[];
  lags: StoredLag[];
  interconnects: StoredInterconnect[];
  /** The ports whose state the clock moves; not those put in, changed or deleted by hand. */
  readonly onTheClock: Set<string>;
  partnerRegions: string[] | undefined;
  visibilityDelay: number;
}

/** One operation: its input from a caller in a Region, its answer, or an AwsError. */
export type Operation = (
  state: State,
  region: string,
  input: Record<string, unknown>,
) => Record<string, unknown>;

const SECOND = 1000;

/** A fresh account with the default catalog and no ports. */
export function createState(options: AwsOptions): State {
  const accountId = options.accountId ?? '123456789012';
  return {
    accountId,
    now: options.now ?? Date.now,
    lifecycle: options.lifecycle ?? { requested: 3 * SECOND, pending: 3 * SECOND, down: 3 * SECOND },
    locations: locations(),
    lags: lagsOf(accountId),
    interconnects: [],
    onTheClock: new Set(),
    partnerRegions: undefined,
    visibilityDelay: 0,
  };
}

/** The account's ports in one Region, moved on to the present. */
export function portsIn(state: State, region: string): StoredInterconnect[] {
  advance(state);
  return state.interconnects.filter((port) => port.accountId === state.accountId && port.region === region);
}

/** One port by its ID, or AWS's answer to an ID it doesn't know. */
export function findPort(state: State, region: string, interconnectId: string): StoredInterconnect {
  const found = portsIn(state, region).find((port) => port.interconnectId === interconnectId);
  if (!found) throw clientException(`Could not find Connection with ID ${interconnectId}`);
  return found;
}

export function isPartner(state: State, region: string): boolean {
  return state.partnerRegions?.includes(region) ?? true;
}

/** Interconnects are for Direct Connect Partners, and partnership is per Region. */
export function requirePartner(state: State, region: string): void {
  if (isPartner(state, region)) return;
  throw clientException(
    `Account ${state.accountId} is not an authorized Direct Connect partner in ${region}.`,
  );
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `dxcon-` and eight of [a-z0-9]. */
export function newInterconnectId(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `dxcon-${letters.join('')}`;
}
