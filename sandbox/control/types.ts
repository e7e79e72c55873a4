import type { EmbeddedAws } from '../aws/types.ts';
import type { Workspace } from '../workspace/types.ts';
import type { Bots } from './house.ts';

/** One of the people that the page's visitor can be. */
interface Role {
  /** A user of the workspace. */
  id: string;
  /** Who that is, in a few words. */
  role: string;
}

/** Time as the page's visitor sees it and lets it pass, for everybody alike. */
export interface Time {
  /** Epoch milliseconds. */
  now(): number;
  /** So many seconds pass in one; 0: none, until something else is set or time is to pass at once. */
  pace(): number;
  setPace(pace: number): void;
  /** Lets so many milliseconds pass as fast as everybody can follow. */
  jump(ms: number): void;
  /** The same, until the next thing happens by itself at AWS; nothing if nothing does. */
  toNext(): void;
  /** Whether time that was to pass at once still passes. */
  isJumping(): boolean;
}

export interface ControlOptions {
  /** 0 or absent: a free port. Always bound to 127.0.0.1. */
  port?: number | undefined;
  workspace: Workspace;
  aws: EmbeddedAws;
  time: Time;
  /** The channel that the page shows. */
  channel: string;
  people: Role[];
  /** How many orders people have approved so far, of all requests or of one, where that can be counted. */
  approvals?: (request?: string) => number;
  /** Only where the bot's processes can be worked. */
  bots?: Bots;
  /** What the page says first, and what to do on it. */
  sentence: string;
  steps: string[];
  /** What is served beside the API: a page's file by its path, undefined where there is none. */
  assets?: (path: string) => Promise<Reply | undefined>;
}

/** A control API that is being served. */
export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

/** An answer of the control API. */
export interface Reply {
  status: number;
  contentType: string;
  body: string | Uint8Array;
  /** Set for what is to be saved, or shown if `isShown`. */
  fileName?: string;
  isShown?: boolean;
}
