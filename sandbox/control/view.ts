import type { Json, OpenView } from '../workspace/types.ts';

// What the control API answers, for the page and whoever else works the sandbox. Times are epoch milliseconds.

/** Everything that one person has on screen, and the state of all that the visitor can work. */
export interface View {
  version: 1;
  as: string;
  sentence: string;
  steps: string[];
  people: PersonView[];
  names: { users: Record<string, string>; groups: Record<string, string>; channels: Record<string, string> };
  /** The user groups that this person is in. */
  groups: string[];
  app: { name: string; userId: string };
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { name: string; callbackId: string }[];
  homeTab: boolean;
  messagesTab: boolean;
  /** The channels that this person sees, then the direct message with the app, if there is one. */
  conversations: Conversation[];
  /** The channel of the approvals. */
  main: string;
  modal: OpenView | undefined;
  home: OpenView | undefined;
  invariant: Invariant;
  ports: PortStrip[];
  /** How often AWS was asked for what, the most frequent first. */
  awsCalls: { operation: string; times: number }[];
  time: TimeView;
  trouble: TroubleView;
  dare: Scenario[];
  /** Only where the bot's processes can be worked. */
  bots: BotsView | undefined;
}

/** One of the people that the visitor can be. */
export interface PersonView {
  id: string;
  name: string;
  /** Who that is, in a few words. */
  role: string;
  /** The key that makes the visitor this person: `1` to `7`. */
  key: string;
  /** What an address names this person by: `?as=lee`. */
  as: string;
}

export interface Conversation {
  id: string;
  name: string;
  kind: 'channel' | 'private' | 'dm';
  archived: boolean;
  /** Oldest first. */
  messages: (Message & { replies: Message[] })[];
}

export interface Message {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  user: string;
  /** What a phone shows and a screen reader reads. */
  text: string;
  blocks: Json[];
  /** Seen by this person alone. */
  ephemeral: boolean;
  edited: boolean;
  tombstone: boolean;
  files: { id: string; name: string }[];
}

/** The promise in numbers, counted at Slack and AWS and not by the bot; `approvals` where they can be counted. */
export interface Invariant {
  approvals: number | undefined;
  calls: number;
  /** Calls that made no port. */
  madeNothing: number;
  ports: number;
  /** Ports of a request beyond those that people have approved, beyond its first where approvals aren't counted. */
  doubles: number;
}

/** A port at AWS and its way to light. */
export interface PortStrip {
  interconnectId: string;
  name: string;
  state: string;
  location: string;
  bandwidth: string;
  lagId: string | undefined;
  /** The request whose tag it bears. */
  request: string | undefined;
  madeAt: number;
  /** The states that it was in, and those ahead of it. */
  steps: { state: string; at: number | undefined; expectedAt: number | undefined }[];
  /** Nothing happens to it by itself while it is held. */
  held: boolean;
  hasLoa: boolean;
}

/** What time is, how it passes, and what happens next at AWS by itself. */
export interface TimeView {
  now: number;
  /** So many seconds pass in one; 0 is paused. */
  pace: number;
  paces: { pace: number; words: string }[];
  isJumping: boolean;
  slowPorts: boolean;
  next: { at: number; interconnectId: string } | undefined;
}

/** What can be made to go wrong, what is set to, and what has struck. */
export interface TroubleView {
  slack: Side;
  aws: Side;
  archived: boolean;
  set: string[];
}

export interface Side {
  calls: string[];
  faults: string[];
  percent: number;
  struck: Record<string, number>;
}

/** One way in which a visitor may try to make the bot order twice. */
export interface Scenario {
  id: string;
  title: string;
  /** What goes wrong. */
  words: string;
  /** What the visitor does now. */
  todo: string;
  stage: 'idle' | 'armed' | 'struck' | 'settled';
  struckAt: number | undefined;
  /** What the bot made of it, in its own lines. */
  made: string[];
  /** What came of it, once it is settled. */
  verdict: string | undefined;
}

/** The bot's processes and how they are set. */
export interface BotsView {
  bots: BotView[];
  quorum: 1 | 2;
  freeze: boolean;
  dryRun: boolean;
  /** What can be wished for now: `second`, `quorum`, `freeze`, `dryRun`; `kill`, `start` and `end` with the bot's name: `kill Bot 1`. */
  can: string[];
  /** What keeps people from being answered, and what to do. */
  problem: string | undefined;
}

export interface BotView {
  name: string;
  state: 'starting' | 'ready' | 'stopping' | 'down';
  since: number;
  /** Readiness in words, a line each; of one that is down: how it ended, and its last words. */
  words: string[];
  /** What waits for its time, by what the bot has recorded: the next look for a port, say. */
  next: { what: string; at: number } | undefined;
}

/** One thing that happened, on whichever side. */
export interface JournalEntry {
  /** 1, 2, 3 and so on. */
  n: number;
  at: number;
  side: 'person' | 'bot' | 'slack' | 'aws' | 'fault' | 'demo';
  who: string;
  what: string;
  ok: boolean;
  about: Subject;
  /** Whether there are payloads to see. */
  hasDetail: boolean;
}

/** What an entry is about, as far as it tells. */
export interface Subject {
  request?: string;
  port?: string;
  message?: { channel: string; ts: string };
}

/** An entry with what went over the wire. */
export interface JournalDetail extends JournalEntry {
  request: unknown;
  response: unknown;
  /** The call as a command, where it can be made again; tokens and keys are those of the sandbox. */
  curl: string | undefined;
}
