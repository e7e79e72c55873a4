import { randomInt } from 'node:crypto';
import { type Clock, createClock } from '../clock.ts';
import { ACCESS_KEY_ID, type Caller, type Keys, SECRET_ACCESS_KEY } from './callers.ts';
import { lagsOf, locations } from './catalog.ts';
import { clientException } from './errors.ts';
import { type Policy, policyOf } from './iam/policy.ts';
import { accountsPolicy, optionalPolicy, shippedPolicy } from './iam/shipped.ts';
import { advance, type Changes } from './life.ts';
import type {
  AwsOptions,
  AwsRole,
  HealthEvent,
  Lifecycle,
  Partition,
  Shown,
  StoredInterconnect,
  StoredLag,
  StoredLocation,
  TrailEvent,
} from './types.ts';

/** Everything the embedded AWS remembers, but for calls and faults. */
export interface State {
  /** The account of the key that is there from the beginning. */
  readonly accountId: string;
  readonly partition: Partition;
  readonly keys: Keys;
  /** The roles of all accounts, by their ARN. */
  readonly roles: Map<string, AwsRole>;
  /** What every key may do. */
  readonly policy: Policy;
  /** Which roles every key may assume; read when somebody wants to. */
  readonly rolePolicy: () => Policy;
  readonly clock: Clock;
  lifecycle: Lifecycle;
  locations: StoredLocation[];
  lags: StoredLag[];
  interconnects: StoredInterconnect[];
  readonly changes: Changes;
  partnerRegions: string[] | undefined;
  newPorts: Partial<StoredInterconnect>;
  lagMembers: Shown;
  /** Milliseconds by which what answers and signatures go by is ahead of the clock; undefined: nobody looks at signatures' dates. */
  clockOffset: number | undefined;
  /** Milliseconds by which listings are ahead of the clock. */
  listingOffset: number;
  visibilityDelay: number;
  healthEvents: HealthEvent[];
  supportPlan: boolean;
  entityPage: number;
  trail: TrailEvent[];
  trailDelay: number;
  /** When CloudTrail was asked last, by account and Region. */
  readonly lookups: Map<string, number[]>;
}

/** One operation: its input from a caller, its answer, or an AwsError. */
export type Operation = (
  state: State,
  caller: Caller,
  input: Record<string, unknown>,
) => Record<string, unknown>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A fresh account with the default catalog and no ports. */
export function createState(options: AwsOptions): State {
  const accountId = options.accountId ?? '123456789012';
  const given = options.policy && policyOf(options.policy);
  return {
    accountId,
    partition: options.partition ?? 'aws',
    keys: new Map([
      [ACCESS_KEY_ID, { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY, accountId }],
    ]),
    roles: new Map(),
    policy: given ?? [...policyOf(shippedPolicy()), ...policyOf(optionalPolicy())],
    rolePolicy: () => given ?? policyOf(accountsPolicy()),
    clock: createClock(options.now),
    lifecycle: options.lifecycle ?? { requested: 3 * SECOND, pending: 3 * SECOND, down: 3 * SECOND },
    locations: locations(),
    lags: lagsOf(accountId),
    interconnects: [],
    changes: new WeakMap(),
    partnerRegions: undefined,
    newPorts: {},
    lagMembers: 'listed',
    clockOffset: undefined,
    listingOffset: 0,
    visibilityDelay: 0,
    healthEvents: [],
    supportPlan: true,
    entityPage: 10,
    trail: [],
    trailDelay: 5 * MINUTE,
    lookups: new Map(),
  };
}

/** The caller's ports in the Region, moved on to the present. */
export function portsIn(state: State, caller: Caller): StoredInterconnect[] {
  advance(state);
  return state.interconnects.filter((port) => isOf(caller, port));
}

/** The caller's LAGs in the Region. */
export function lagsIn(state: State, caller: Caller): StoredLag[] {
  return state.lags.filter((lag) => isOf(caller, lag));
}

function isOf(caller: Caller, owned: { accountId: string; region: string }): boolean {
  return owned.accountId === caller.accountId && owned.region === caller.region;
}

/** One port by its ID, or AWS's answer to an ID it doesn't know. */
export function findPort(state: State, caller: Caller, interconnectId: string): StoredInterconnect {
  const found = portsIn(state, caller).find((port) => port.interconnectId === interconnectId);
  if (!found) throw clientException(`Could not find Connection with ID ${interconnectId}`);
  return found;
}

/** What signatures and the Date header go by. */
export function serverTime({ clock, clockOffset }: State): number {
  return clock.now() + (clockOffset ?? 0);
}

/** Whether a port is old enough to be seen. */
export function isThereYet(state: State, port: StoredInterconnect): boolean {
  return port.createdAt + state.visibilityDelay <= state.clock.now();
}

export function isPartner(state: State, region: string): boolean {
  return state.partnerRegions?.includes(region) ?? true;
}

/** Interconnects are for Direct Connect Partners, and partnership is per Region. */
export function requirePartner(state: State, { accountId, region }: Caller): void {
  if (isPartner(state, region)) return;
  throw clientException(`Account ${accountId} is not an authorized Direct Connect partner in ${region}.`);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `dxcon-` and eight of [a-z0-9]. */
export function newInterconnectId(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `dxcon-${letters.join('')}`;
}
