/** Attributes of the bot's own, beside those that OpenTelemetry has names for; docs/tracing.md says what each holds. */
export const ATTRIBUTE = {
  payload: 'interconnect_bot.payload',
  action: 'interconnect_bot.action',
  user: 'interconnect_bot.user',
  request: 'interconnect_bot.request',
  correlation: 'interconnect_bot.correlation',
  attempt: 'interconnect_bot.attempt',
  outcome: 'interconnect_bot.outcome',
  code: 'interconnect_bot.code',
  interconnect: 'interconnect_bot.interconnect',
  listed: 'interconnect_bot.listed',
  line: 'interconnect_bot.line',
  channel: 'interconnect_bot.channel',
  ts: 'interconnect_bot.ts',
} as const;

/** The call of an operation, as OpenTelemetry names it. Source: its semantic conventions for the AWS SDK. */
export function awsCall(operation: string, accountId: string | null, region: string) {
  return {
    'rpc.system': 'aws-api',
    'rpc.service': 'DirectConnect',
    'rpc.method': operation,
    'cloud.region': region,
    ...(accountId === null ? {} : { 'cloud.account.id': accountId }),
  };
}
