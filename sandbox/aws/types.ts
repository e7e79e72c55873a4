import type { Clock } from '../clock.ts';
import type { Chances, Waiting } from '../faults.ts';

/** One interconnect at the embedded AWS. */
export interface StoredInterconnect {
  accountId: string;
  region: string;
  interconnectId: string;
  interconnectName: string;
  interconnectState: string;
  bandwidth: string;
  location: string;
  lagId: string | undefined;
  providerName: string | undefined;
  requestMACSec: boolean;
  tags: { key: string; value: string }[];
  createdAt: number;
  loaIssueTime: number | undefined;
  /** The letter of that time, as AWS gave it. */
  letter?: Uint8Array;
  /** What AWS answers once it has looked at the request; as every other port of the place unless set. */
  awsDevice?: string;
  jumboFrameCapable?: boolean;
  /** `unknown`, `yes`, `no`. */
  hasLogicalRedundancy?: string;
  /** Of a port with MACsec; down and not encrypting, without keys, unless set. */
  portEncryptionStatus?: string;
  encryptionMode?: string;
  macSecKeys?: MacSecKey[];
  /** What will happen to it by itself, in this order. A port put in by hand has nothing ahead of it unless set. */
  life?: Happening[];
  /** What would happen to it if it weren't held, and since when it is. */
  held?: { life: Happening[]; since: number };
  /** How a listing shows its tags: as they are unless set, as `[]`, or not at all. */
  listedTags?: 'shown' | 'empty' | 'absent';
  /** Whether DescribeTags answers its ARN: always unless set, only if it is asked for alone, or never. */
  describedTags?: 'always' | 'alone' | 'never';
  /** Where DescribeInterconnects shows it. */
  shown?: Shown;
}

/** In listings and by its ID; twice in listings, at the end as it was before its last change; by its ID alone; or nowhere. */
export type Shown = 'listed' | 'twice' | 'by_id' | 'nowhere';

/** Something that happens to a port by itself: what it then has. */
export interface Happening extends Partial<Omit<StoredInterconnect, 'createdAt' | 'life' | 'held'>> {
  /** Milliseconds after the port was made. */
  after: number;
}

/** Milliseconds that a new port spends in each state on the way to `available`. */
export interface Lifecycle {
  requested: number;
  pending: number;
  down: number;
}

interface MacSecKey {
  secretARN: string;
  ckn: string;
  /** `associating`, `associated`, `disassociating`, `disassociated`. */
  state: string;
  startOn: string;
}

export interface StoredLocation {
  locationCode: string;
  locationName: string;
  region: string;
  /** DescribeLocations' own words: 1G, 10G, 100G. */
  availablePortSpeeds: string[];
  availableProviders: string[];
  availableMacSecPortSpeeds: string[];
}

export interface StoredLag {
  lagId: string;
  lagName: string;
  accountId: string;
  region: string;
  location: string;
  /** 1Gbps, 10Gbps, 100Gbps. */
  connectionsBandwidth: string;
  numberOfConnections: number;
  lagState: string;
  /** Undefined: AWS doesn't say, and takes interconnects. */
  allowsHostedConnections: boolean | undefined;
  macSecCapable: boolean;
}

/** One event of AWS Health, about Direct Connect and of one account. Times are epoch milliseconds. */
export interface HealthEvent {
  arn: string;
  accountId: string;
  region: string;
  /** For example AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED. */
  eventTypeCode: string;
  /** For example scheduledChange. */
  eventTypeCategory: string;
  startTime: number;
  endTime: number | undefined;
  lastUpdatedTime: number;
  /** Unless set: by its times and the clock. */
  status?: 'upcoming' | 'open' | 'closed';
  description: string;
  /** Whatever is affected, by its ID: ports, LAGs, virtual interfaces. */
  entities: string[];
}

/** One call to Direct Connect as CloudTrail has it. */
export interface TrailEvent {
  eventId: string;
  accountId: string;
  region: string;
  eventName: string;
  /** Epoch milliseconds. */
  eventTime: number;
  userIdentity: Record<string, unknown>;
  requestParameters: Record<string, unknown> | null;
  /** Where the call was refused. */
  errorCode?: string;
}

/** One call that arrived, in order, whatever became of it. */
export interface AwsCall {
  at: number;
  /** As the answer names it to the caller, and CloudTrail to everybody. */
  awsRequestId: string;
  /** For example CreateInterconnect or GetCallerIdentity. */
  operation: string;
  region: string;
  input: Record<string, unknown>;
  /** What the caller was told: 'ok', an error's name, or the fault's kind. */
  outcome: string;
  /** The port that this call made, if it made one. */
  interconnectId: string | undefined;
  /** Who signed it, as far as it was signed, and with what. */
  accessKeyId: string | undefined;
  /** Whose key that is, if it is known. */
  accountId: string | undefined;
  userAgent: string | undefined;
  /** When it says that it was signed: `20260105T090000Z`. */
  amzDate: string | undefined;
}

/** One call with what AWS answers. */
export interface Exchange {
  call: AwsCall;
  /** As IAM names the service: directconnect, sts. */
  service: string;
  /** As AWS would have it, whatever the fault leaves of it; undefined where the call was not carried out. */
  answer: string | undefined;
  fault: AwsFault | undefined;
}

/** An access key and what is known of it. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** A call has to bring exactly this one along; absent: none. */
  sessionToken?: string;
  accountId: string;
  /** Refused as ExpiredTokenException, by STS as ExpiredToken. */
  expired?: boolean;
  /** The same from then on, by AWS's clock; epoch milliseconds. */
  expiresAt?: number;
  /** Of a role that was assumed: who it is to STS and CloudTrail. */
  sessionArn?: string;
}

/** A role that other accounts' keys may assume. */
export interface AwsRole {
  /** `arn:aws:iam::123456789012:role/interconnect-bot`: whose it is stands in it. */
  roleArn: string;
  /** What its trust policy asks for; absent: nothing. */
  externalId?: string;
  /** The accounts that it trusts; every one unless set. */
  trusts?: string[];
}

/** The parts of AWS, as ARNs name them. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn' | 'aws-eusc';

/** Whether CreateInterconnect makes the port: before the answer is spoilt, not at all, or when told by land(). */
type Made = boolean | 'late';

/**
 * How one call goes wrong. `made` (absent: no) is for CreateInterconnect; other operations answer what they would have
 * answered, spoilt.
 */
export type AwsFault =
  | { kind: 'error'; name: string; status: number; message?: string; made?: Made }
  | { kind: 'html'; status: number; made?: Made }
  | { kind: 'reset'; made?: Made }
  /** Status 200 and a Content-Length, then the connection is cut in the body. */
  | { kind: 'cut'; made?: Made }
  /** Status 200 and complete, but half of the JSON. */
  | { kind: 'truncated'; made?: Made }
  /** Status 200, no body. */
  | { kind: 'empty'; made?: Made }
  /** Status 200, and this in place of the answer. */
  | { kind: 'instead'; answer: Record<string, unknown>; made?: Made }
  /** Never answers, until the caller leaves. */
  | { kind: 'hang'; made?: Made }
  /** Done at once, answered so much later. */
  | { kind: 'slow'; ms: number }
  /** Carried out for another account than the one whose key signed. */
  | { kind: 'account'; accountId: string };

/** What goes wrong by chance, whatever the operation. */
export type AwsWeather = Chances<AwsFault>;

/** What is set to go wrong from now on. */
export interface AwsTrouble {
  weather: AwsWeather | undefined;
  /** The faults that wait for their calls, oldest first. */
  waiting: Waiting<AwsFault>[];
}

export interface AwsOptions {
  /** 0 or absent: a free port. Always bound to 127.0.0.1. */
  port?: number;
  /** What AWS's clock goes by, in milliseconds since the epoch; this machine's clock unless set. */
  now?: () => number;
  accountId?: string;
  /** An IAM policy document for every key; unless set, what docs/iam-policy.json and docs/iam-policy-optional.json grant. */
  policy?: object;
  /** What ARNs begin with; `aws` unless set. */
  partition?: Partition;
  /** Three seconds each unless set. A port that would stay requested for more than seven days is deleted after seven. */
  lifecycle?: Lifecycle;
}

/** An embedded Direct Connect, Health and CloudTrail (awsJson1_1), STS and IAM (query protocol) over a real socket. */
export interface EmbeddedAws {
  /** For AWS_ENDPOINT_URL_DIRECT_CONNECT, _HEALTH, _CLOUDTRAIL, _STS and _IAM. */
  readonly url: string;
  /** Of the key that is there from the beginning. */
  readonly accountId: string;
  /** Accepted from the beginning. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** AWS's own: every date comes from it, each answer's Date too, and what happens by itself happens by it. */
  readonly clock: Clock;
  locations: StoredLocation[];
  lags: StoredLag[];
  /** In their state of this moment. A port pushed in by hand keeps the state it was given. */
  interconnects: StoredInterconnect[];
  /** How ports that are made from now on get to `available`. */
  lifecycle: Lifecycle;
  /** Lets another key in, or changes what is known of one: the account it belongs to, that it has expired. */
  addCredentials(credentials: AwsCredentials): void;
  /** Lets a role be assumed from now on, or changes whom it trusts. */
  setRole(role: AwsRole): void;
  /** Deletes a role: sessions of it that are out go on until they expire, or `endSessions` revokes them. */
  removeRole(roleArn: string): void;
  /** Revokes every session of a role that is out. */
  endSessions(roleArn: string): void;
  /** Regions in which the account is a Direct Connect Partner; every Region unless set. */
  setPartnerRegions(regions: string[] | undefined): void;
  calls(operation?: string): AwsCall[];
  /**
   * Makes the next `times` calls of an operation go wrong, then it works again. `DescribeInterconnects, a later page` is
   * the operation where a page was turned; the same for each that has pages. What comes back takes the fault back.
   */
  fault(operation: string, fault: AwsFault, times?: number): () => void;
  /** Forgets the faults that wait; the weather stays. */
  clearFaults(): void;
  /** Makes calls go wrong by chance, wherever no fault waits; undefined ends it. */
  weather(weather: AwsWeather | undefined): void;
  /** What is set to go wrong from now on. */
  trouble(): AwsTrouble;
  /** How often each kind of fault struck so far, set one by one or by chance: `html 502`, `reset`, `cut made`. */
  struck(): Record<string, number>;
  /** What every port has that is made from now on, whatever was ordered: another name, a state, a way of showing. */
  setNewPorts(members: Partial<StoredInterconnect>): void;
  /** Where DescribeInterconnects shows ports of LAGs that say nothing of it themselves; DescribeLags lists them in any case. */
  setLagMembers(shown: Shown): void;
  /** New interconnects appear in DescribeInterconnects only after so many milliseconds. */
  setVisibilityDelay(ms: number): void;
  /**
   * How far the time that answers and signatures go by is ahead of `clock`, in milliseconds. While it is set, 0 as well, a
   * call signed more than 15 minutes off that time is refused; undefined: nobody looks at when a call was signed, and the
   * SDK doesn't set its clock by the answers.
   */
  setClockOffset(ms: number | undefined): void;
  /** How far ahead of `clock` listings show ports, or, below zero, behind it; milliseconds. */
  setListingOffset(ms: number): void;
  /**
   * Carries out the orders that a fault `made: 'late'` kept back, those that were signed at most 15 minutes ago by
   * `clock`; the others are dropped. Returns the IDs of the ports made.
   */
  land(): string[];
  /** What happens to a port from now on, in place of what would have. */
  live(interconnectId: string, life: readonly Happening[]): void;
  /** What happens next by itself, and when by `clock`; undefined if nothing does. */
  next(): { at: number; port: StoredInterconnect } | undefined;
  /** The states that a port was in, and since when by `clock`, oldest first. */
  history(interconnectId: string): { state: string; at: number }[];
  /** Keeps back whatever would happen to a port by itself. */
  hold(interconnectId: string): void;
  /** Lets it happen, so much later as the port was held; throws if it isn't. */
  release(interconnectId: string): void;
  /** Makes the next thing happen to a port at once, and what follows it so much sooner; throws if nothing does. */
  hasten(interconnectId: string): void;
  /** Puts a port into a state by hand (a lost light, a deletion); nothing happens to it by itself from then on. */
  setState(interconnectId: string, state: string): void;
  /** What Health tells; whatever is changed in one shows in the next answer. */
  healthEvents: HealthEvent[];
  /** Adds an event that affects these; what is left out makes it maintenance in three days, for four hours. */
  announce(event: Partial<HealthEvent> & Pick<HealthEvent, 'entities'>): HealthEvent;
  /** Whether the account has a support plan, without which Health's API is refused; it has one unless set. */
  setSupportPlan(has: boolean): void;
  /** So many entities DescribeAffectedEntities answers at most at once, whatever is asked; ten unless set. */
  setEntityPage(size: number): void;
  /** What CloudTrail knows, oldest first. Calls to DeleteInterconnect are added by themselves. */
  trail: TrailEvent[];
  /** So late events show in CloudTrail's history, in milliseconds; five minutes unless set. */
  setTrailDelay(ms: number): void;
  /** Deletes a port as somebody else, by what CloudTrail says of them. */
  deleteAs(interconnectId: string, userIdentity: Record<string, unknown>): void;
  on(listener: (call: AwsCall) => void): () => void;
  /** Tells the listener of every call from now on, with what is answered. */
  onExchange(listener: (exchange: Exchange) => void): () => void;
  /** Resolves once the condition holds; checked after every call and every 20 ms, rejects with `what` after `ms` (5 s). */
  until<T>(what: string, condition: () => T | undefined | false, ms?: number): Promise<T>;
  close(): Promise<void>;
}
