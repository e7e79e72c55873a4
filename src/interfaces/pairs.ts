/** Two requests, the `second` of which was asked for beside the port of the `first`; both by ID. */
export interface Pair {
  first: string;
  second: string;
  /** The verdict on the devices of the two that people were told last, by its key; null before. */
  told: string | null;
}

export interface PairReads {
  /** Every pair that one of these requests is or was in, the oldest first, whatever became of the other. */
  of(requestIds: readonly string[]): Promise<Pair[]>;
  /** Those of which a device may have become another since they were judged. */
  toJudge(): Promise<Pair[]>;
}

export interface Pairs extends PairReads {
  add(pair: Pick<Pair, 'first' | 'second'>): Promise<void>;
  /** Has the pairs judged that these requests are in, and answers which: their ports or the devices of those are new. */
  mark(requestIds: readonly string[]): Promise<Pick<Pair, 'first' | 'second'>[]>;
  /** Notes that a pair was judged, and what people have been told of it by now. */
  judged(pair: Pick<Pair, 'second' | 'told'>): Promise<void>;
}
