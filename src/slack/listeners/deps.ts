import type { Logger } from 'pino';
import type { RuleFor } from '../../actions/deciding/rule-for.ts';
import type { Judging } from '../../actions/deciding/who-may.ts';
import type { HomeDeps } from '../../actions/showing/draw-home.ts';
import type { ViewDeps } from '../../actions/showing/request-view.ts';
import type { Accounts } from '../../domain/account.ts';
import type { Prices } from '../../domain/price.ts';
import type { AskedFor } from '../../domain/rules/rule-set.ts';
import type { Catalog } from '../../interfaces/catalog.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store } from '../../interfaces/store.ts';
import type { SentForms } from '../outbound/sent-forms.ts';
import type { SlackDirectory } from '../people/directory.ts';

/** What the listeners work with; all of it in memory but the store. */
export interface SlackDeps {
  store: Store;
  directory: SlackDirectory;
  /** What every click is judged by. */
  judging: Judging;
  catalog: Catalog;
  /** The accounts that ports may be ordered in, and their Regions. */
  accounts: Accounts;
  /** For checks that a person waits for, always after the ack. */
  directConnect: DirectConnect;
  /** The account that orders are for, once known, where there is only one. */
  account: () => string | undefined;
  /** What Home tabs are drawn with. */
  home: HomeDeps;
  /** A link to a message of the bot's, as far as it is known. */
  linkTo: (channel: string, ts: string) => string;
  /** Epoch milliseconds. */
  now: () => number;
  log: Logger;
  /** Somebody deleted a message of any kind in a place where the bot is. */
  onDeleted: (channel: string, ts: string) => Promise<void>;
  /** The bot's token was taken away, with Slack's word for what calls now answer. */
  onRevoked: (code: string) => void;
  /** Forms that were sent: they show where their card is, once it stands. */
  sentForms: SentForms;
  /** The rule that applies now, with the names of now; it is stored with the request. */
  ruleFor: (asked: AskedFor) => RuleFor;
  /** What ports cost, by the rules file as it is now. */
  prices: () => Prices | undefined;
  rules: {
    approvalChannel: string;
    /** How many undecided or unplaced requests one person may have. */
    openRequestsPerPerson: number;
    dryRun: boolean;
  };
}

/** What requests are shown with. */
export function viewing({ judging, rules }: Pick<SlackDeps, 'judging' | 'rules'>): ViewDeps {
  return { judging, dryRun: rules.dryRun };
}
