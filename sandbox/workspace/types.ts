import type { Delivery, Json } from './delivery/ended.ts';
import type { Limits } from './limits.ts';
import type { Traffic } from './traffic.ts';
import type { Trouble, Weather, WebFault } from './trouble.ts';

export type { Delivery, Json } from './delivery/ended.ts';
export type { WebFault } from './trouble.ts';

/** What a person, a bot or a test can know of one message in the workspace. */
export interface StoredMessage {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  user: string;
  text: string;
  blocks: Json[];
  metadata: Json | undefined;
  /** Set while only this user can see it (chat.postEphemeral, or an ephemeral response_url answer). */
  ephemeralTo: string | undefined;
  edited: boolean;
  files: StoredFile[];
  /** Set where another app wrote it. */
  app?: OtherApp | undefined;
  /** `tombstone`: its author or somebody else deleted it, and its thread lives on. */
  subtype?: 'tombstone' | undefined;
}

/** An app that is not the bot's; Slack leaves the app ID out of what older integrations write. */
export interface OtherApp {
  id: string | undefined;
  botId: string;
}

/** What chat.update answers where a tombstone stands: Slack's documents don't say which. */
export type TombstoneWord = 'message_not_found' | 'cant_update_message' | 'edit_window_closed';

export interface StoredFile {
  id: string;
  name: string;
  bytes: Uint8Array;
}

export interface StoredUser {
  id: string;
  name: string;
  realName: string;
  isBot: boolean;
  deleted: boolean;
  /** A guest; `isUltraRestricted`: one of a single channel. */
  isRestricted: boolean;
  isUltraRestricted: boolean;
  /** Of another workspace, met in a shared channel. */
  isStranger: boolean;
  teamId: string;
  /** Enterprise Grid: the organisation's workspaces that this person belongs to; else undefined. */
  enterpriseTeams: string[] | undefined;
}

export interface StoredChannel {
  id: string;
  name: string;
  isIm: boolean;
  /** Only its members see it. */
  isPrivate: boolean;
  /** Shared with another organisation (Slack Connect). */
  isExtShared: boolean;
  isArchived: boolean;
  members: Set<string>;
}

export interface StoredGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
  /** A disabled group is listed only where disabled ones are asked for. */
  disabled?: boolean;
  /** Slack's answers leave its people out. */
  untold?: boolean;
}

/** A view (modal or Home tab) as a user has it on screen, with what was typed so far. */
export interface OpenView {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  view: Json;
  /** `view.state.values` of Slack's payloads. */
  values: Record<string, Record<string, Json>>;
  /** Field errors of the last submission, by block_id. */
  errors: Record<string, string>;
}

/** One choice of a select. */
export interface Option {
  text: string;
  value: string;
  /** The title of the group that it stands in. */
  group?: string;
}

/** Everything that a person does in Slack. Every call ends when the bot has acked or three seconds are over. */
export interface Person {
  readonly id: string;
  /** Types a slash command in a channel. */
  slash(command: string, text?: string, channel?: string): Promise<Delivery>;
  /** Writes a message by hand, in a channel or a thread. */
  say(channel: string, text: string, threadTs?: string): StoredMessage;
  /** The modal on top, or undefined. */
  modal(): OpenView | undefined;
  /** The Home tab, or undefined while none was published. */
  home(): OpenView | undefined;
  /** Opens the Home tab; undefined if the bot isn't told. Throws where the app has none. */
  openHome(): Promise<Delivery | undefined>;
  /** Opens the Messages tab, the direct message with the bot; likewise. */
  openMessages(): Promise<Delivery | undefined>;
  /** Uses a global shortcut of the app; throws if its manifest has none of this callback_id. */
  shortcut(callbackId: string): Promise<Delivery>;
  /** Types into an input, by the block_id's stable prefix (text before the first ':') or whole block_id. Fires dispatch_action inputs. */
  type(block: string, text: string): Promise<Delivery | undefined>;
  /** What a select lists: static options, people, or a block_suggestion for `query` sent to the bot. */
  options(block: string, query?: string): Promise<Option[]>;
  /** Chooses an option by its value (a person by ID) in a select, radio group or checkbox group; block as in `type`. Fires dispatch_action. */
  choose(block: string, value: string, query?: string): Promise<Delivery | undefined>;
  /** Sends the modal on top; field errors are then in `modal().errors`. */
  submit(): Promise<Delivery>;
  /** Closes the modal on top, or all of them if its view says clear_on_close; tells the bot if it says notify_on_close. */
  close(): Promise<void>;
  /**
   * Presses a message's button, or chooses in its menu, by the visible text and says yes to its `confirm`; answers
   * after the ack. Throws if no such button is there, or if several are and `value` does not tell which.
   */
  press(message: { channel: string; ts: string }, button: string, value?: string): Promise<Delivery>;
  /** Chooses an option by its value in a message's overflow menus of this action_id, and says yes to their `confirm`. */
  chooseOn(message: { channel: string; ts: string }, actionId: string, value: string): Promise<Delivery>;
  /** Presses a button in the modal on top. One with a `confirm` loses the click, as it does in Slack. */
  pressInModal(button: string, value?: string): Promise<Delivery>;
  /** Presses a button on the Home tab. */
  pressInHome(button: string, value?: string): Promise<Delivery>;
  /** Chooses an option by its value in the Home tab's overflow menus of this action_id. */
  chooseInHome(actionId: string, value: string): Promise<Delivery>;
  /** What this person sees in a channel or thread, ephemeral messages included, oldest first. */
  sees(channel: string, threadTs?: string): StoredMessage[];
  /** The direct-message channel between this person and the bot, if one was opened. */
  dm(): string | undefined;
}

/** One line of what happened, for the demo's terminal and page. `home`: a Home tab was drawn. */
export interface WorkspaceEvent {
  at: number;
  kind: 'command' | 'click' | 'submit' | 'post' | 'update' | 'ephemeral' | 'view' | 'home' | 'file' | 'call';
  who: string;
  what: string;
  /** Whose doing it is: a user's ID. */
  user: string;
  /** The message that it is about, of a reply the one that its thread hangs on. */
  message?: { channel: string; ts: string };
}

/** What the app has, as its manifest says. */
export interface AppFeatures {
  homeTab: boolean;
  messagesTab: boolean;
  /** The events that the bot is told of, as a manifest names them: `message.im`, `app_home_opened`. */
  events: string[];
  /** The global ones; they need the scope `commands`. */
  shortcuts: { name: string; callbackId: string }[];
  /** With the slash. */
  commands: { command: string; description: string; usageHint: string }[];
}

export interface WorkspaceOptions {
  /** 0 or absent: a free port. Always bound to 127.0.0.1. */
  port?: number;
  /** Milliseconds since the epoch; only for `ts` values and other dates. */
  now?: () => number;
  /** Milliseconds that rate limits and the ages of triggers and response URLs count by; `now` unless set. */
  monotonic?: () => number;
  /** Whether methods answer 429 beyond Slack's documented rates; false unless set. */
  rates?: boolean;
  /** Other limits than Slack's own, by their name in limits.ts. */
  limits?: Partial<Limits>;
  /** The bot user's name as people read it; Interconnect unless set. */
  appName?: string;
  /** The bot token's scopes; by default those that the project's manifest.yml asks for. */
  scopes?: string[];
  /** What the app has; what is left out is as the project's manifest.yml says. */
  features?: Partial<AppFeatures>;
  /** False where answers don't say which scopes the token has. */
  tellsScopes?: boolean;
  /** Whether auth.test says which app the token is of; bots.info does in any case. */
  tellsApp?: boolean;
  /** Enterprise Grid: the organisation; `wholeInstall` where the app is installed in all of it. */
  enterprise?: { id: string; wholeInstall?: boolean };
}

/** What to forge in a hand-made HTTP delivery. */
export interface Forgery {
  secret?: string;
  signature?: string;
  /** Seconds since the epoch. */
  timestamp?: number;
  /** What Slack says when it delivers once more: X-Slack-Retry-Num. */
  retryNum?: number;
  /** X-Slack-Retry-Reason, for example `http_timeout`. */
  retryReason?: string;
}

/** An embedded Slack workspace: Web API, Socket Mode and signed HTTP deliveries over real sockets. */
export interface Workspace {
  readonly url: string;
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly features: AppFeatures;
  readonly teamId: string;
  readonly appId: string;
  addUser(
    user: { id?: string; name: string; realName?: string } & Partial<
      Pick<
        StoredUser,
        | 'isBot'
        | 'deleted'
        | 'isRestricted'
        | 'isUltraRestricted'
        | 'isStranger'
        | 'teamId'
        | 'enterpriseTeams'
      >
    >,
  ): StoredUser;
  /**
   * Without `members` everyone is in it, whoever is added later too. The bot is in it unless `withBot` is false.
   * A private one is seen by its members alone; one with `isExtShared` is shared with another organisation.
   */
  addChannel(channel: {
    id?: string;
    name: string;
    members?: string[];
    withBot?: boolean;
    private?: boolean;
    isExtShared?: boolean;
  }): StoredChannel;
  addGroup(group: { id?: string; handle: string; name?: string; users: string[] }): StoredGroup;
  users: Map<string, StoredUser>;
  channels: Map<string, StoredChannel>;
  groups: Map<string, StoredGroup>;
  /** A user's name as people read it; the ID of one that isn't known. */
  nameOf(userId: string): string;
  /** Where payloads go in HTTP mode; undefined while Socket Mode is used. */
  setRequestUrl(url: string | undefined): void;
  /** How many Socket Mode connections the bot has open, without those that were muted. */
  sockets(): number;
  /** How many Socket Mode connections were ever opened. */
  socketTickets(): number;
  /** Closes every Socket Mode connection from Slack's side. */
  dropSockets(): void;
  /** Asks every Socket Mode client to reconnect (a `disconnect` message), as Slack does every few hours, and ends the connection half a second later. */
  refreshSockets(reason?: string): void;
  /** Refuses the next `times` Socket Mode connections with HTTP 403. */
  refuseSockets(times: number): void;
  /**
   * Makes every present connection half-open: it stays, but answers no ping, sends none and delivers nothing more.
   * New connections work. As `ghosts` they stay registered: they count, and their share of the payloads is lost.
   */
  muteSockets(as?: 'gone' | 'ghosts'): void;
  /** Slack notices that the ghosts are dead. */
  endGhosts(): void;
  /** Sends one frame to the connection whose turn it is, whatever the text is. */
  sendFrame(text: string): void;
  /** Whether an envelope was acked. */
  acked(envelopeId: string): boolean;
  /** The next `times` deliveries reach the bot twice: the same envelope, or the same signed request. */
  deliverTwice(times?: number): void;
  /** One hand-made, signed HTTP delivery of a command, interaction or event; answers as the bot's server did. */
  send(payload: Json, forgery?: Forgery): Promise<{ status: number; body: string }>;
  /** Ends a token: every call with it then answers `token_revoked`. The bot is told of its own token's end. */
  revokeToken(token: string): void;
  /** Removes the app: its tokens end, and the bot is told. */
  uninstall(): void;
  /** Changes the bot token's scopes; a call that lacks one answers `missing_scope`. */
  setScopes(scopes: string[]): void;
  /**
   * Deletes a message by hand. One with replies stays as a tombstone and its thread lives on; what is posted to the
   * thread of one without lands in the channel. With its last reply a tombstone goes too. The bot is told unless `told`
   * is false.
   */
  deleteMessage(channel: string, ts: string, how?: { told?: boolean }): void;
  /** What chat.update answers where a tombstone stands from now on; `message_not_found` unless set. */
  answerForTombstones(word: TombstoneWord): void;
  /** Whether option values in payloads come back escaped, as their texts do; nobody knows what Slack does. */
  escapeValues(escapes: boolean): void;
  /** Posts a message as another app, with whatever metadata it likes. */
  plant(message: {
    channel: string;
    app: OtherApp;
    text: string;
    threadTs?: string;
    metadata?: Json;
  }): StoredMessage;
  /** Archives a channel, or brings it back with `false`; posting to an archived one answers `is_archived`. */
  archive(channel: string, archived?: boolean): void;
  as(userId: string): Person;
  /** All messages of a channel or thread, without ephemerals, oldest first. */
  messages(channel: string, threadTs?: string): StoredMessage[];
  /** The bytes of a file that was uploaded. */
  file(id: string): StoredFile | undefined;
  /** Everything so far that a person would have seen as an error of the bot: lost clicks, refused acks, empty option lists. */
  problems(): string[];
  /** Every Web API call so far, oldest first: `ok` or Slack's error. */
  calls(method?: string): { method: string; args: Json; at: number; error: string | undefined }[];
  /** Makes the next `times` calls of a Web API method end in a fault; `after` means: done, but the answer is lost. What comes back takes the fault back. */
  fault(method: string, fault: WebFault, times?: number): () => void;
  /** Forgets the faults that wait; the weather stays. */
  clearFaults(): void;
  /** Makes calls and deliveries go wrong by chance, wherever no fault waits; undefined ends it. */
  weather(weather: Weather | undefined): void;
  /** What is set to go wrong from now on. */
  trouble(): Trouble;
  /** How often each kind of trouble struck so far, set one by one or by chance: `429`, `500 before`, `twice`. */
  struck(): Record<string, number>;
  on(listener: (event: WorkspaceEvent) => void): () => void;
  /** Tells the listener of all that goes over the wire from now on. */
  onTraffic(listener: (traffic: Traffic) => void): () => void;
  /** Resolves once the condition holds; checked after every event and every 20 ms, rejects with `what` after `ms`. */
  until<T>(what: string, condition: () => T | undefined | false, ms?: number): Promise<T>;
  close(): Promise<void>;
}
