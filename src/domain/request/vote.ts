import type { Person } from '../person.ts';

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

/** One person's standing choice on one revision and attempt. */
export interface Vote {
  requestId: string;
  revision: number;
  /** 0 for the approval itself; n where it is about what to do after attempt n. */
  attempt: number;
  voter: Person;
  choice: Choice;
  /** Of the order that was voted on. */
  fingerprint: string;
  /** What the voter said with it. */
  comment: string | null;
  at: number;
}
