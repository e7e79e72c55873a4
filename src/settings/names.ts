/** Every setting by name. */
export const SETTINGS = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_API_URL',
  'PORT',
  'OPERATOR_HOST',
  'OPERATOR_PORT',
  'APPROVAL_CHANNEL',
  'APPROVERS',
  'QUORUM',
  'REQUESTERS',
  'OPEN_REQUESTS_PER_PERSON',
  'SHARED_CHANNEL',
  'APPROVAL_EXPIRY_HOURS',
  'DATABASE_URL',
  'DATABASE_TLS',
  'AWS_REGION',
  'AWS_REGIONS',
  'STATE_POLL_SECONDS',
  'CREATE_DEADLINE_SECONDS',
  'SETTLE_WINDOW_SECONDS',
  'DEPLOYMENT_LABEL',
  'BOT_OWNER',
  'FREEZE',
  'DRY_RUN',
  'INTERCONNECT_BOT_CONFIG',
  'LOG_LEVEL',
] as const;
/** One of them. */
export type Name = (typeof SETTINGS)[number];
/** The environment, as the entry file read it. */
export type Env = Readonly<Record<string, string | undefined>>;
