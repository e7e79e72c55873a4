/** Something that operators have to mend. */
export interface Incident {
  key: string;
  /** What is wrong and what to do, in one line. */
  text: string;
  /** Epoch milliseconds. */
  since: number;
}

/** What stands that operators have to mend, by this process's memory. */
export interface Incidents {
  /** Notes it; told once while it stands, whatever else is said of it later. */
  raise(key: string, text: string): void;
  /** It is over. */
  clear(key: string): void;
  /** What stands now, the oldest first. */
  standing(): Incident[];
}
