/**
 * What a vote is for. Only votes for the same thing add up: those of the approval never count for a decision about an
 * unknown outcome, nor those for one port for another.
 */
export type Choice = 'approve' | 'reject' | 'order_again' | `exists:${string}`;

/** The choice of those who say that an order made this port. */
export function existsChoice(interconnectId: string): Choice {
  return `exists:${interconnectId}`;
}

/** The port that a vote names, or undefined for any other choice. */
export function portOf(choice: Choice): string | undefined {
  return choice.startsWith('exists:') ? choice.slice('exists:'.length) : undefined;
}
