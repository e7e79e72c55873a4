import type { AuditEntry, AuditHead, HouseEntry } from '../domain/audit.ts';
import type { LastListing } from '../domain/port/listing.ts';
import type { RequestWork } from '../domain/request/status.ts';
import type { Auditing } from './auditing.ts';
import type { HomeReads, Homes } from './homes.ts';
import type { Lists } from './lists.ts';
import type { DeletionReads, Deletions, MaintenanceReads, Maintenances } from './maintenance.ts';
import type { Measured } from './meter.ts';
import type { PairReads, Pairs } from './pairs.ts';
import type {
  AlarmReads,
  Alarms,
  AttemptReads,
  Attempts,
  Audit,
  AuditReads,
  CatalogReads,
  Catalogs,
  Duties,
  FileReads,
  Files,
  FreezeReads,
  Freezing,
  House,
  HouseReads,
  ListingReads,
  Listings,
  Loa,
  LoaReads,
  MessageReads,
  Messages,
  OrphanReads,
  Orphans,
  Outbox,
  OutboxReads,
  PortReads,
  Ports,
  Processes,
  ProcessReads,
  RequestReads,
  Requests,
  VoteReads,
  Votes,
} from './tables.ts';

/** What can be read at one moment. Nothing else may be awaited meanwhile: no Slack, no AWS. */
export interface Snapshot {
  /** The store's clock at the start, epoch milliseconds. */
  readonly now: number;
  readonly requests: RequestReads;
  readonly votes: VoteReads;
  readonly attempts: AttemptReads;
  readonly ports: PortReads;
  /** What people were alarmed about. */
  readonly alarms: AlarmReads;
  readonly loa: LoaReads;
  readonly listings: ListingReads;
  readonly catalogs: CatalogReads;
  readonly audit: AuditReads;
  /** The house's own trail. */
  readonly house: HouseReads;
  /** Both, in pages. */
  readonly auditing: Auditing;
  /** The messages that show requests. */
  readonly messages: MessageReads;
  readonly orphans: OrphanReads;
  /** Which requests are pairs. */
  readonly pairs: PairReads;
  readonly outbox: OutboxReads;
  readonly files: FileReads;
  readonly freeze: FreezeReads;
  readonly processes: ProcessReads;
  readonly lists: Lists;
  readonly homes: HomeReads;
  /** What AWS Health says of ports. */
  readonly maintenance: MaintenanceReads;
  /** Who deleted ports that are gone. */
  readonly deletions: DeletionReads;
  /** Milliseconds until the earliest of each kind is due that is within so many; a lease that ends counts. `only` as in Requests.claim. */
  dueWithin(ms: number, only?: 'rehearsals'): Promise<Partial<Record<Work, number>>>;
  /** Whether a newer version of the bot has changed the schema: whoever finds that takes no work any more. */
  isOutgrown(): Promise<boolean>;
}

/** Everything a transaction can do, by table. Nothing else may be awaited inside one: no Slack, no AWS. */
export interface Tx extends Snapshot {
  /** The span that this is part of, as W3C's traceparent: what it moves keeps it. Undefined outside of all traces. */
  readonly trace?: string | undefined;
  readonly requests: Requests;
  readonly votes: Votes;
  readonly attempts: Attempts;
  readonly ports: Ports;
  readonly alarms: Alarms;
  readonly loa: Loa;
  readonly listings: Listings;
  readonly catalogs: Catalogs;
  readonly orphans: Orphans;
  readonly pairs: Pairs;
  readonly audit: Audit;
  readonly house: House;
  readonly messages: Messages;
  readonly outbox: Outbox;
  readonly files: Files;
  readonly duties: Duties;
  readonly freeze: Freezing;
  readonly processes: Processes;
  readonly homes: Homes;
  readonly maintenance: Maintenances;
  readonly deletions: Deletions;
  /** Tells whoever counts, once this has committed, and not if it never does. */
  measured(what: Measured): void;
}

/** How things stand, for operators. */
export interface Counts {
  requests: Record<string, number>;
  /** By outcome; `open` while nobody has an answer. */
  attempts: Record<string, number>;
  /** That are followed, by AWS's state; an account that isn't known is `unknown`. */
  ports: { account: string; region: string; state: string; count: number }[];
  linesWaiting: number;
  /** When the oldest of them was made true; null where none waits. Epoch milliseconds, as below. */
  oldestLineAt: number | null;
  linesGivenUp: number;
  strays: number;
  /** Since when ordering is frozen by a command; null while it is not. */
  frozenAt: number | null;
  listings: LastListing[];
}

/** What workers do; `port`: whatever a port calls for by itself; `loa`: to fetch a port's LOA-CFA; `home`: to draw a Home tab again. */
export type Work = RequestWork | 'deliver' | 'follow' | 'port' | 'loa' | 'home';

/** When one row calls for work, as a commit has left it: so that nobody has to poll for it. */
export interface Due {
  kind: Work;
  /** The row, by any name that no other row has. */
  key: string;
  /** Milliseconds from now; null where nothing is due. */
  inMs: number | null;
  /** A worker has taken it with this commit. */
  taken?: true;
  /** True where it is a worker's from now on, false where it is nobody's any more. */
  held?: boolean;
}

export interface Store {
  /** So many requests one transaction may write of which nobody waits for one: others wait for it meanwhile. */
  readonly batchMost: number;
  /**
   * Runs `work` in one transaction; throws what it throws, rolled back. `work` may run again after a rollback,
   * so it changes nothing but the store. With a limit, in milliseconds, it ends by then: undone, or with an error that
   * says that it may be recorded where only the commit's answer is missing.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, limitMs?: number): Promise<T>;
  /** Reads at one moment, holding up nobody and held up by nobody who writes; throws what `work` throws. */
  read<T>(work: (at: Snapshot) => Promise<T>): Promise<T>;
  /** Called after each commit, once for each row whose work it has changed. */
  onWork(listener: (due: Due) => void): void;
  /** Called where another process may have left work. */
  onElsewhere(listener: () => void): void;
  /** Tells other processes of due work that this one can't take now. */
  pass(kind: Work): void;
  /** Called after each commit, once for each row that it added to a trail. */
  onAudit(listener: (head: AuditHead, entry: AuditEntry | HouseEntry) => void): void;
  /** Called after each commit, once for each thing that it has made true and that is counted. */
  onMeasured(listener: (what: Measured) => void): void;
  /** How things stand, counted beside all transactions and holding none of them up; rejects where it takes too long. */
  counts(): Promise<Counts>;
  close(): Promise<void>;
}

/** A store of which nothing can be changed: what tools open. */
export type ReadOnlyStore = Pick<Store, 'read' | 'close'>;
