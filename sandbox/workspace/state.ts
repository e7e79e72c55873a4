import { randomBytes } from 'node:crypto';
import { Listeners } from '../listeners.ts';
import { Rates } from './api/rates.ts';
import { Events } from './events.ts';
import { SlackFaults } from './faults.ts';
import { type Limits, SLACKS_LIMITS } from './limits.ts';
import { manifestFeatures, manifestScopes } from './manifest.ts';
import type { Traffic } from './traffic.ts';
import type {
  AppFeatures,
  Json,
  OpenView,
  StoredChannel,
  StoredFile,
  StoredGroup,
  StoredMessage,
  StoredUser,
  TombstoneWord,
  WorkspaceEvent,
  WorkspaceOptions,
} from './types.ts';

/** A view with its place in the stack of modals. */
export interface HeldView extends OpenView {
  rootId: string;
  previousId: string | undefined;
  externalId: string;
  /** The values as they were when the bot last drew the view: what a block_suggestion shows it. */
  drawn: OpenView['values'];
}

/** What a trigger_id stands for: one interaction of one person, perhaps in a view. */
export interface Trigger {
  user: string;
  at: number;
  uses: number;
  viewId: string | undefined;
}

/** Where a response_url answers to. `message` is what was clicked on, undefined after a slash command. */
export interface ResponseUrl {
  user: string;
  channel: string;
  message: StoredMessage | undefined;
  at: number;
  uses: number;
}

/** An upload: its bytes and where it was shared. */
export interface HeldFile extends StoredFile {
  title: string;
  shares: { channel: string; ts: string; threadTs: string | undefined }[];
  completed: boolean;
}

/** One Web API call as it is remembered. */
export interface CallRecord {
  method: string;
  args: Json;
  at: number;
  error: string | undefined;
}

/** Everything the workspace knows; the modules around it are functions over this. */
export class State {
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly teamId = 'T0SANDBOX';
  readonly teamDomain = 'sandbox';
  readonly appId = 'A0SANDBOX';
  readonly botId = 'B0SANDBOX';
  readonly botUserId = 'U0SANDBOX';
  readonly botToken = `xoxb-${randomBytes(12).toString('hex')}`;
  readonly appToken = `xapp-${randomBytes(12).toString('hex')}`;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly revoked = new Set<string>();
  readonly users = new Map<string, StoredUser>();
  readonly channels = new Map<string, StoredChannel>();
  /** Channels without a list of members: whoever is added later is in them too. */
  readonly openChannels = new Set<string>();
  readonly groups = new Map<string, StoredGroup>();
  readonly messages: StoredMessage[] = [];
  readonly modals = new Map<string, HeldView[]>();
  readonly homes = new Map<string, HeldView>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly files = new Map<string, HeldFile>();
  readonly faults = new SlackFaults();
  /** Set if Slack's rate limits are kept. */
  readonly rates: Rates | undefined;
  readonly calls: CallRecord[] = [];
  readonly problems: string[] = [];
  readonly events = new Events();
  readonly limits: Limits;
  /** What goes over the wire. */
  readonly traffic = new Listeners<Traffic>();
  scopes: string[];
  readonly features: AppFeatures;
  /** Whether option values come back escaped, as their texts do. */
  escapesValues = false;
  tombstoneWord: TombstoneWord = 'message_not_found';
  readonly options: WorkspaceOptions;
  /** The server's own address; known once it listens. */
  url = '';
  #lastTs = 0;
  #ids = 0;

  constructor(options: WorkspaceOptions) {
    this.options = options;
    this.now = options.now ?? Date.now;
    this.monotonic = options.monotonic ?? this.now;
    this.limits = { ...SLACKS_LIMITS, ...options.limits };
    this.scopes = options.scopes ?? manifestScopes();
    this.features = { ...manifestFeatures(), ...options.features };
    this.rates = options.rates ? new Rates(this.monotonic, this.limits) : undefined;
    const { appName = 'Interconnect' } = options;
    this.users.set(this.botUserId, {
      ...this.plainUser(),
      id: this.botUserId,
      name: appName.toLowerCase(),
      realName: appName,
      isBot: true,
    });
  }

  /** What Slack says of a member of whom there is nothing special to say. */
  plainUser(): Omit<StoredUser, 'id' | 'name' | 'realName'> {
    const flags = { isBot: false, deleted: false, isStranger: false };
    const guest = { isRestricted: false, isUltraRestricted: false };
    return { ...flags, ...guest, teamId: this.teamId, enterpriseTeams: undefined };
  }

  /** A new `ts`, later than every one before. */
  nextTs(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, Math.floor(this.now() * 1000));
    const micros = String(this.#lastTs);
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }

  /** A new ID of Slack's look, such as C0000000007. */
  nextId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}${String(this.#ids).padStart(10, '0')}`;
  }

  /** A user's name as people read it. */
  nameOf(userId: string): string {
    return this.users.get(userId)?.realName ?? userId;
  }

  /** Tells the listeners that somebody did something, perhaps about a message. */
  tell(kind: WorkspaceEvent['kind'], user: string, what: string, message?: WorkspaceEvent['message']): void {
    const about = message === undefined ? {} : { message };
    this.events.emit({ at: this.now(), kind, who: this.nameOf(user), what, user, ...about });
  }
}
