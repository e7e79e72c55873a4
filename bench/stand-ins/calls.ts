/** One call that a stand-in got. */
export interface Call {
  /** `slack`, `aws`, or `ack` for what was sent by Socket Mode. */
  service: 'slack' | 'aws' | 'ack';
  /** Whose: the token or the access key that it came with. */
  who: string;
  /** For example `views.open`, `CreateInterconnect`; an ack's envelope ID. */
  method: string;
  /** When all of it had arrived, and when it was answered; milliseconds of the shared clock. */
  at: number;
  answeredAt: number;
  /** What tells one call from another. */
  detail: Record<string, string>;
}

/** What the stand-ins are told. */
export type Order =
  /** Only calls of these methods are told of; all are counted. */
  | { kind: 'watch'; methods: string[] }
  /** Send this envelope over a Socket Mode connection of this app. */
  | { kind: 'send'; appToken: string; envelopeId: string; type: string; payload: unknown }
  | { kind: 'world'; world: World }
  | { kind: 'count' };

/** What the stand-ins tell. */
export type Told =
  | { kind: 'listening'; slackUrl: string; awsUrl: string }
  | { kind: 'call'; call: Call }
  /** When it was sent. */
  | { kind: 'sent'; envelopeId: string; at: number }
  | { kind: 'counts'; counts: Record<string, number> };

/** What AWS offers and has. */
export interface World {
  locations: number;
  lags: number;
  /** Ports that stand at AWS already, as DescribeInterconnects lists them. */
  ports: ListedPort[];
  /** So many of a hundred ports change their state from one listing of their Region to the next. */
  changing: number;
}

/** One port in a listing. */
export interface ListedPort {
  region: string;
  interconnectId: string;
  interconnectName: string;
  interconnectState: string;
  tags: { key: string; value: string }[];
}
