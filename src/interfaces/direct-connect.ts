import type { Lag, ListedInterconnect, Location } from '../domain/catalog/catalog.ts';
import type { LoaOutcome } from '../domain/port/loa.ts';
import type { Order } from '../domain/request/order.ts';
import type { Outcome } from '../domain/request/outcome.ts';
import type { Tag } from '../domain/tags.ts';
import type { Where } from '../domain/where.ts';

/** Why AWS could not be asked: its error name or the network's code, and its words. */
export interface CouldNotLook {
  kind: 'could_not_look';
  code: string;
  message: string;
}

/** What a look among an account's interconnects has to answer. */
export interface Search {
  /** Asked once for all entries: which could be the port looked for. Their tags have to be known, others may come without. */
  mayBeOurs: (listed: readonly ListedInterconnect[]) => Promise<(entry: ListedInterconnect) => boolean>;
  /** A LAG among whose connections is looked too: its members may be missing from the listing. */
  lagId?: string | undefined;
  /** Nobody waits for it: everybody else in the process has time between its pages. */
  unhurried?: boolean;
  /** What a listing showed a moment ago: it is not listed again then. */
  listed?: readonly ListedInterconnect[];
}

/** Every page of DescribeInterconnects, and the LAG's members that were not in it. A missing page is never "not there". */
export interface Listing {
  kind: 'listed';
  interconnects: ListedInterconnect[];
  /** IDs of entries that could be ours and whose tags AWS did not tell, though it was asked twice: undefined in the entry. */
  untold: string[];
  /** IDs of entries that came more than once, and not alike; the last one stands. */
  unlike?: readonly string[];
  /** How many links the LAG that was asked for has by now. */
  lagLinks?: number | undefined;
  /** AWS's time of its last page, by its own word; epoch milliseconds. */
  awsAt?: number | undefined;
}

/** What a Region offers; `lags` is undefined where AWS didn't tell. */
export interface Offer {
  locations: Location[];
  lags: Lag[] | undefined;
}

/** Good for exactly one CreateInterconnect. */
export interface OrderSender {
  /** Sends once, ends at the deadline of the monotonic clock whatever happens, never throws. */
  create(order: Order, botTags: Tag[], deadline: number): Promise<Outcome>;
}

/** Good for exactly one DescribeLoa, which dates the letter anew. */
export interface LoaSender {
  /** Asks once, ends at the deadline of the monotonic clock whatever happens, never throws. */
  fetch(
    port: { interconnectId: string; providerName: string | undefined },
    deadline: number,
  ): Promise<LoaOutcome>;
}

/**
 * Direct Connect in one Region with one set of credentials: STS was asked with them, and every look, the offer and the
 * order use exactly these.
 */
export interface Session {
  /** Whose credentials they are, by STS. */
  readonly accountId: string;
  /** Where the calls go. */
  readonly endpoint: string;
  /** What the Region offers; throws AwsReadError. */
  offer(): Promise<Offer>;
  search(what: Search): Promise<Listing | CouldNotLook>;
  /** One port by its ID, also one that a listing does not show; its tags are undefined where AWS didn't tell them. */
  port(
    interconnectId: string,
  ): Promise<{ kind: 'there'; port: ListedInterconnect } | { kind: 'not_there' } | CouldNotLook>;
  sender(): OrderSender;
  loaSender(): LoaSender;
}

/** The answer to "is it there?": a look that wasn't complete is never "not there". */
export type LookUp = { kind: 'listed'; interconnects: ListedInterconnect[] } | CouldNotLook;

export type AccountAnswer =
  | { kind: 'known'; accountId: string }
  | { kind: 'not_known'; code: string; message: string };

/** `wrong_account`: the bot's credentials are that account's. */
type Opened =
  | { kind: 'open'; session: Session }
  | { kind: 'wrong_account'; accountId: string }
  | CouldNotLook;

/** Direct Connect, any Region. Only a session can order. */
export interface DirectConnect {
  /** Whose credentials the bot has now for an account, or its own; for what is shown. */
  account(id?: string | null): Promise<AccountAnswer>;
  /** Every page of DescribeInterconnects as it is, for what is shown. */
  interconnects(where: Where): Promise<LookUp>;
  /** What the Region offers; throws AwsReadError. */
  offer(where: Where): Promise<Offer>;
  /**
   * Resolves credentials, asks whose they are, and returns what works with exactly these, unless they are another
   * account's than `where` names. Credentials that end within `validForMs` are resolved anew.
   */
  open(where: Where, validForMs: number): Promise<Opened>;
}
