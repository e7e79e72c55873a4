/** A JSON object as it travels on Slack's wire; the sandbox never assumes more of it than it checked. */
export type Json = Record<string, unknown>;

/** How one delivery to the bot ended. `status` is the HTTP status, or 200 for an acked envelope. */
export interface Delivery {
  /** False too when the answer came in time but Slack could not have used it; `problem` says why. */
  acked: boolean;
  /** Milliseconds from sending to the ack, or to giving up after three seconds. */
  ms: number;
  status: number | undefined;
  /** The ack's body: options of a block_suggestion, a response_action, or undefined. */
  body: unknown;
  /** What went wrong, in words: no answer, an answer Slack would refuse, or a form the person could not send. */
  problem: string | undefined;
}
