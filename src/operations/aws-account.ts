import { isDenial } from '../domain/request/outcome.ts';
import type { AccountAnswer } from '../interfaces/direct-connect.ts';
import type { IncidentKey, Incidents } from '../interfaces/incidents.ts';

const KEY = 'wrong-account';

/** An account that is meant. */
interface Meant {
  /** Null: whichever the bot's own credentials belong to. */
  id: string | null;
  label: string | undefined;
}

/**
 * Notes at each answer of STS about an account whether the credentials are that account's; of those that the rules file
 * lists also whether there are any.
 */
export function watchAccounts(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  isListed: boolean,
): (answer: AccountAnswer, meant: Meant) => void {
  const note = isListed ? noteListed : noteOnly;
  return (answer, meant) => note(incidents, answer, meant);
}

function noteOnly(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  answer: AccountAnswer,
  { id: expected }: Meant,
): void {
  if (answer.kind !== 'known' || expected === null) return;
  if (answer.accountId === expected) incidents.clear(KEY);
  else {
    incidents.raise(
      KEY,
      `The AWS credentials are account ${answer.accountId}'s, and the rules file's account is ${expected}: nothing is ordered. Give the bot credentials of ${expected}, or correct the file.`,
    );
  }
}

function noteListed(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  answer: AccountAnswer,
  { id, label }: Meant,
): void {
  const wrong: IncidentKey = `${KEY}:${id}`;
  const denied: IncidentKey = `account-denied:${id}`;
  const name = `Account ${id}${label ? ` (${label})` : ''}`;
  if (answer.kind === 'known') {
    incidents.clear(denied);
    if (answer.accountId === id) incidents.clear(wrong);
    else {
      incidents.raise(
        wrong,
        `${name}: the credentials for it are account ${answer.accountId}'s: nothing is ordered there. Give it the role of its own (docs/accounts.md).`,
      );
    }
    return;
  }
  // What passes by itself is in the log.
  if (!isDenial(answer.code)) return;
  incidents.raise(
    denied,
    `${name}: ${answer.message} (${answer.code}). Nothing is ordered, listed or offered there; other accounts, if there are any, go on.`,
  );
}
