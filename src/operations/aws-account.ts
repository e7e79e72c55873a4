import type { AccountAnswer } from '../interfaces/direct-connect.ts';
import type { Incidents } from '../interfaces/incidents.ts';

const KEY = 'wrong-account';

/** Notes at each answer of STS whether the credentials are those of the account that the rules file names. */
export function watchAccount(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  expected: string | undefined,
): (answer: AccountAnswer) => void {
  return (answer) => {
    if (answer.kind !== 'known' || expected === undefined) return;
    if (answer.accountId === expected) incidents.clear(KEY);
    else {
      incidents.raise(
        KEY,
        `The AWS credentials are account ${answer.accountId}'s, and the rules file's account is ${expected}: nothing is ordered. Give the bot credentials of ${expected}, or correct the file.`,
      );
    }
  };
}
