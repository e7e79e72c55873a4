/** What people, or time, can have done with a request that was asked. */
export const DECISIONS = ['approved', 'rejected', 'withdrawn', 'sent_back', 'expired'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a commit has made true and is worth counting; times are milliseconds by the store's clock. */
export type Measured =
  /** A request was decided, so long after its present revision was asked. */
  | { kind: 'decided'; decision: Decision; ms: number }
  /** An order is about to leave for AWS for the first time, so long after its approval. */
  | { kind: 'creating'; ms: number }
  /** The thread was told of an ordered port, so long after AWS's answer was recorded. */
  | { kind: 'told'; ms: number };

/** The Web API's methods that the bot calls; what is called besides counts as `other`. */
export const SLACK_METHODS = [
  'apps.connections.open',
  'auth.test',
  'blocks.validate',
  'bots.info',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'conversations.open',
  'conversations.replies',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'files.info',
  'usergroups.list',
  'usergroups.users.list',
  'users.info',
  'views.open',
  'views.publish',
  'views.update',
] as const;

/** `refused`: Slack answered with an error; `failed`: with a status that isn't its own; `lost`: not at all. */
export const SLACK_RESULTS = ['ok', 'refused', 'limited', 'failed', 'lost'] as const;
export type SlackResult = (typeof SLACK_RESULTS)[number];

/** AWS's operations that the bot calls; what is called besides counts as `other`. */
export const AWS_OPERATIONS = [
  'AssumeRole',
  'CreateInterconnect',
  'DescribeAffectedEntities',
  'DescribeCustomerMetadata',
  'DescribeEventDetails',
  'DescribeEvents',
  'DescribeInterconnects',
  'DescribeLags',
  'DescribeLoa',
  'DescribeLocations',
  'DescribeTags',
  'GetCallerIdentity',
  'LookupEvents',
  'SimulatePrincipalPolicy',
] as const;

/** After all of the SDK's tries. `refused`: AWS said no; `failed`: AWS failed; `lost`: no answer of AWS. */
export const AWS_RESULTS = ['ok', 'refused', 'denied', 'throttled', 'failed', 'lost'] as const;
export type AwsResult = (typeof AWS_RESULTS)[number];

/** What arrives from Slack and is acked. */
export const ARRIVALS = ['command', 'click', 'form', 'shortcut', 'list', 'event'] as const;
export type Arrival = (typeof ARRIVALS)[number];

/**
 * Counts what happens, where it happens. Each call is synchronous, takes the same time whatever was counted before, and
 * never throws: it stands in the way of acks and orders. Milliseconds everywhere.
 */
export interface Meter {
  /** Something was committed. */
  measured(what: Measured): void;
  /** A call to Slack has ended; `method` may be anything. */
  slackCall(method: string, result: SlackResult, ms: number): void;
  /** A call to AWS has ended; `operation` may be anything. */
  awsCall(operation: string, result: AwsResult, ms: number): void;
  /** What arrived from Slack was acked, so long after it had arrived. */
  acked(arrival: Arrival, ms: number): void;
  /** A worker's write came too late, since another holds its lease; `work` as in the store's Work. */
  leaseLost(work: string): void;
}
