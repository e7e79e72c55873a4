import type { EmbeddedAws } from '../aws/types.ts';
import type { Workspace } from '../workspace/types.ts';

/** One of the people that the page's visitor can be. */
interface Role {
  /** A user of the workspace. */
  id: string;
  /** Who that is, in a few words. */
  role: string;
}

export interface PageOptions {
  /** 0 or absent: a free port. Always bound to 127.0.0.1. */
  port?: number;
  workspace: Workspace;
  aws: EmbeddedAws;
  /** The channel that the page shows. */
  channel: string;
  people: Role[];
  /** What the page says first, and what to do on it. */
  sentence: string;
  steps: string[];
}

export interface Page {
  readonly url: string;
  close(): Promise<void>;
}

/** An answer of the page's server. */
export interface PageReply {
  status: number;
  contentType: string;
  body: string | Uint8Array;
  /** Set for what is to be saved, not shown. */
  fileName?: string;
}
