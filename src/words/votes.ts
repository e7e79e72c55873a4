import type { Person } from '../domain/person.ts';
import { type Choice, portOf } from '../domain/request/vote.ts';

/** A vote, as cards tell it: `Approved by Lee`. */
export function choiceText(choice: Choice, { name }: Person): string {
  const port = portOf(choice);
  if (port !== undefined) return `${port} named by ${name}`;
  const chosen = { approve: 'Approved', reject: 'Rejected', order_again: 'Order again asked for' };
  return `${chosen[choice as keyof typeof chosen]} by ${name}`;
}
