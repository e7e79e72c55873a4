/** One event of AWS Health about Direct Connect, as it is told now. Times are epoch milliseconds. */
export interface HealthEvent {
  arn: string;
  /** AWS's word for its kind, for example AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED. */
  code: string;
  /** A change that AWS plans; else something that has gone wrong, or a notice. */
  planned: boolean;
  startsAt: number;
  /** Null where AWS doesn't say. */
  endsAt: number | null;
  /** AWS's word: `upcoming`, `open` or `closed`. */
  status: string;
  /** AWS's description; empty where there is none. */
  words: string;
  /** The IDs of the ports that it names. */
  ports: string[];
}
