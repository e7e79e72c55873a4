/** Kinds of incidents. */
export const INCIDENT_KINDS = [
  'account-denied',
  'account-not-listed',
  'approvers',
  'audit-heads',
  'aws-health',
  'blocks-refused',
  'cloudtrail',
  'ghost-connections',
  'missing-ports',
  'operator-port',
  'outgrown',
  'rules-differ',
  'rules-not-reloaded',
  'slack-refusal',
  'wrong-account',
] as const;
type Kind = (typeof INCIDENT_KINDS)[number];

/** Its kind, and what it is about where there may be several of one kind. */
export type IncidentKey = Kind | `${Kind}:${string}`;

/** Something that operators have to mend. */
export interface Incident {
  key: IncidentKey;
  /** What is wrong and what to do, in one line. */
  text: string;
  /** Epoch milliseconds. */
  since: number;
}

/** What stands that operators have to mend, by this process's memory. */
export interface Incidents {
  /** Notes it; told once while it stands, whatever else is said of it later. */
  raise(key: IncidentKey, text: string): void;
  /** It is over. */
  clear(key: IncidentKey): void;
  /** What stands now, the oldest first. */
  standing(): Incident[];
}
