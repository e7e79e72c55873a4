import type { ServerResponse } from 'node:http';
import type { Json } from '../workspace/types.ts';
import type { Dare } from './dare/dare.ts';
import type { Journal } from './journal/journal.ts';
import type { Live } from './live.ts';
import type { ControlOptions, Reply } from './types.ts';
import type { Windows } from './windows.ts';

/** An answer that is written bit by bit, by whoever gets the response. */
interface Stream {
  stream: (response: ServerResponse) => void;
}

export type Answer = Reply | Stream;

/** What every answer is made of. */
export interface Room {
  options: ControlOptions;
  live: Live;
  windows: Windows;
  journal: Journal;
  dare: Dare;
  /** Where the control API is served. */
  url: () => string;
}

/** What one request asks for. */
export interface Wish extends Room {
  path: string;
  /** The part of the path that its route leaves open, or ''. */
  last: string;
  query: URLSearchParams;
  /** Empty unless it is a POST. */
  body: Json;
}

/** One thing that the control API can do. */
export interface Route {
  method: 'GET' | 'POST';
  /** `/api/v1/state`; its last part may be open: `/api/v1/files/{id}`. */
  path: string;
  /** What it does, for the API's documents. */
  words: string;
  /** An example of its query, and of its body. */
  query?: string;
  body?: Json;
  /** What stands for the open part of the path in examples. */
  example?: string;
  /** What can be done, by the body's `kind`, with the other members. */
  kinds?: Readonly<Record<string, string>>;
  /** What it throws is what was wrong with the wish. */
  answer: (wish: Wish) => Answer | Promise<Answer>;
}
