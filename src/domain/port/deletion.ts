/** Who deleted a port, as CloudTrail has it. */
export interface Deletion {
  /** The user's name, or the role's with its session's: `network-admin/erin`. */
  by: string;
  /** Epoch milliseconds. */
  at: number;
}
