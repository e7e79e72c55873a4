/** One process that runs on this store. */
export interface BotProcess {
  id: string;
  host: string;
  pid: number;
  /** Hash of the settings that decide: two that differ place nothing. */
  rulesHash: string;
  /** It runs with FREEZE. */
  frozen: boolean;
  dryRun: boolean;
  /** Connections to Slack that it holds. */
  connections: number;
  seenAt: number;
}
